/** The version of Auth0's SDK that the Action and the doctor use, and that the tests use for both. */
export const AUTH0_SDK = { name: "auth0", version: "7.1.0" };

/** The Action's runtime, as Auth0 calls it. */
export const RUNTIME = "node22";

export const TRIGGER = { id: "post-login", version: "v3" };

/** The first version of Terraform, and of OpenTofu, that supports write-only arguments. */
export const REQUIRED_TERRAFORM = ">= 1.11";

/** The first version of auth0/auth0 that has everything the construct uses. */
export const REQUIRED_PROVIDER = ">= 1.52";
