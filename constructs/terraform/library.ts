import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** The library that this file is compiled for: the build for cdktn has its name in place of this one. */
const LIBRARY: string = "cdktf";

const ENTRY_POINT: Record<string, string> = {
  cdktf: "cdktf-auth0-single-session",
  cdktn: "cdktf-auth0-single-session/cdktn",
};

/**
 * Refuses a stack of the other library. The two find each other's elements, and then fail at synth for want of each other's
 * methods. CDK Terrain's first version is 0.22, the one after cdktf's last.
 *
 * @throws Error naming the entry point to import from
 */
export function refuseOtherLibrary(scope: Construct): void {
  // What is no construct is refused with the props.
  if (!Construct.isConstruct(scope)) return;
  const { cdktfVersion } = TerraformStack.of(scope) as unknown as { cdktfVersion?: string };
  const [, minor] = /^0\.(\d+)\./.exec(cdktfVersion ?? "") ?? [];
  if (minor === undefined) return;
  const library = Number(minor) < 22 ? "cdktf" : "cdktn";
  if (library === LIBRARY) return;
  throw new Error(
    `the stack must be one of ${LIBRARY}, got: one of ${library} ${cdktfVersion}; import from "${ENTRY_POINT[library]}"`,
  );
}
