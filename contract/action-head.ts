/** The lines that the construct writes above the Action's code to configure it. */
export interface ActionHead {
  /** JSON. */
  readonly policy: string;
  /** The Management API's identifier, for which the Action requests access tokens. */
  readonly audience: string;
}

export function writeActionHead({ policy, audience }: ActionHead): string {
  return `const POLICY = ${policy};\nconst MANAGEMENT_API_AUDIENCE = "${audience}";\n`;
}

const HEAD = /^const POLICY = (.*?);\nconst MANAGEMENT_API_AUDIENCE = "([^"\n]*)";$/ms;

/** Undefined if the code does not begin with what `writeActionHead` writes. */
export function readActionHead(code: string): ActionHead | undefined {
  const [, policy, audience] = HEAD.exec(code) ?? [];
  return policy === undefined || audience === undefined ? undefined : { policy, audience };
}
