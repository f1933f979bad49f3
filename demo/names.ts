/** The Action that the stack deploys: the construct's id in `main.ts`. */
export const ACTION = "SingleSession";

/** The Action that was in the tenant before, and has to stay as it is. */
export const FOREIGN_ACTION = "Greet the user";
