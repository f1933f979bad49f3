import type * as oidcProvider from "oidc-provider";

/**
 * The certified server. It warns on Node 20, which this repository supports too and tests it on; said once more at each
 * start, that would tell nobody anything.
 */
function load(): typeof oidcProvider {
  const { warn } = console;
  console.warn = () => {};
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("oidc-provider") as typeof oidcProvider;
  } finally {
    console.warn = warn;
  }
}

export const { default: Provider, errors, interactionPolicy } = load();
