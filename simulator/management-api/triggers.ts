import { Type, type Static } from "@sinclair/typebox";
import { badRequest } from "../errors";
import { Body, TextOf } from "../schema";

/** Every trigger of Auth0 may be bound; only `post-login` ever runs here. */
export const TriggerId = TextOf(
  "post-login",
  "credentials-exchange",
  "pre-user-registration",
  "post-user-registration",
  "post-change-password",
  "send-phone-message",
  "custom-phone-provider",
  "custom-email-provider",
  "password-reset-post-challenge",
  "custom-token-exchange",
  "event-stream",
  "password-hash-migration",
  "login-post-identifier",
  "signup-post-identifier",
);

export const Trigger = Body({ id: TriggerId, version: Type.Optional(Type.String()) });

/** The VERSIONS that may still be bound; the last one is the current one. */
const VERSIONS: Record<Static<typeof TriggerId>, string[]> = {
  "post-login": ["v2", "v3"],
  "credentials-exchange": ["v1", "v2"],
  "pre-user-registration": ["v1", "v2"],
  "post-user-registration": ["v1", "v2"],
  "post-change-password": ["v1", "v2"],
  "send-phone-message": ["v1", "v2"],
  "custom-phone-provider": ["v1"],
  "custom-email-provider": ["v1"],
  "password-reset-post-challenge": ["v1"],
  "custom-token-exchange": ["v1"],
  "event-stream": ["v1"],
  "password-hash-migration": ["v1"],
  "login-post-identifier": ["v1"],
  "signup-post-identifier": ["v1"],
};

/** @throws ManagementApiError 400 */
export function checkVersions(triggers: readonly Static<typeof Trigger>[] = []): void {
  for (const { id, version } of triggers) {
    if (version === undefined || VERSIONS[id].includes(version)) continue;
    throw badRequest(`The trigger ${id} has no version ${version}; it has ${VERSIONS[id].join(", ")}`, "invalid_body");
  }
}
