import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** The library that this file is compiled for. The build for cdktn replaces the name. */
const LIBRARY: string = "cdktf";

const ENTRY_POINT: Record<string, string> = {
  cdktf: "cdktf-auth0-single-session",
  cdktn: "cdktf-auth0-single-session/cdktn",
};

/**
 * Refuses a stack of the other library. Each library finds the other's elements, and then fails at synth because they lack its
 * own methods. CDK Terrain's first version is 0.22, the one after cdktf's last.
 *
 * @throws Error that names the entry point to import from
 */
export function refuseOtherLibrary(scope: Construct): void {
  // A scope that is not a construct is refused together with the props.
  if (!Construct.isConstruct(scope)) return;
  const { cdktfVersion } = TerraformStack.of(scope) as unknown as { cdktfVersion?: string };
  const [, minor] = /^0\.(\d+)\./.exec(cdktfVersion ?? "") ?? [];
  if (minor === undefined) return;
  const library = Number(minor) < 22 ? "cdktf" : "cdktn";
  if (library === LIBRARY) return;
  throw new Error(
    `the stack must be a ${LIBRARY} stack, got: a stack of ${library} ${cdktfVersion}; import from "${ENTRY_POINT[library]}"`,
  );
}
