import type { KoaContextWithOIDC } from "oidc-provider";
import { errors } from "./oidc-provider";

/** Parameters of `/authorize` that ask for what Auth0 has and the simulator has not. */
export function refuseSignUp(_ctx: unknown, screenHint: string | undefined): void {
  if (screenHint === undefined || screenHint === "login") return;
  throw new errors.InvalidRequest(
    `screen_hint is ${screenHint}: the simulator has the login page alone; make users with the Management API`,
  );
}

export function refuseInvitation(_ctx: unknown, invitation: string | undefined): void {
  if (invitation === undefined) return;
  throw new errors.InvalidRequest(
    "invitation is not simulated: make the user a member of the organization with the Management API",
  );
}

/** @returns false, as nothing is asked of the user */
export function refusePrompt(name: string) {
  return ({ oidc: { prompts } }: KoaContextWithOIDC): boolean => {
    if (!prompts.has(name)) return false;
    throw new errors.InvalidRequest(`prompt is ${name}, which is not simulated: use login or none, or leave it out`);
  };
}
