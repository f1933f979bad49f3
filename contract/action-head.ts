/** The lines that the construct writes above the Action's code: what the Action is configured with. */
export interface ActionHead {
  /** JSON. */
  readonly policy: string;
  /** The identifier of the Management API that the Action asks for tokens of. */
  readonly audience: string;
}

export function writeActionHead({ policy, audience }: ActionHead): string {
  return `const POLICY = ${policy};\nconst MANAGEMENT_API_AUDIENCE = "${audience}";\n`;
}

const HEAD = /^const POLICY = (.*?);\nconst MANAGEMENT_API_AUDIENCE = "([^"\n]*)";$/ms;

/** Undefined if the code does not begin the way `writeActionHead` writes it. */
export function readActionHead(code: string): ActionHead | undefined {
  const [, policy, audience] = HEAD.exec(code) ?? [];
  return policy === undefined || audience === undefined ? undefined : { policy, audience };
}
