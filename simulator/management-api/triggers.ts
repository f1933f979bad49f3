import { Type } from "@sinclair/typebox";
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
