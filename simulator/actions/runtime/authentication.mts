import type { ActionEvent, Command } from "../messages.ts";

/** Protocols in which no browser is there to be sent elsewhere. */
const WITHOUT_BROWSER = ["oauth2-resource-owner", "oauth2-password", "oauth2-refresh-token", "oauth2-token-exchange"];

/** Source: Auth0's reference of the post-login `api` object. */
const FACTORS = [
  "email",
  "otp",
  "phone",
  "push-notification",
  "recovery-code",
  "webauthn-platform",
  "webauthn-roaming",
];

/** Whether there is a browser, and a person before it. */
export function canInteract({ transaction }: ActionEvent): boolean {
  const { protocol = "", prompt = [] } = transaction ?? {};
  return !WITHOUT_BROWSER.includes(protocol) && !prompt.includes("none");
}

/** The part of `api.authentication` that is simulated: whatever the factor, the user is asked for the same code. */
export function authenticationApi(record: (command: Command) => void) {
  const challenge = (method: string, factors: unknown[]) => {
    const unknown = factors.find((factor) => !FACTORS.includes(factor as string));
    if (factors.length === 0 || unknown !== undefined) {
      throw new Error(`api.authentication.${method} was given ${String(unknown)}: allowed are ${FACTORS.join(", ")}`);
    }
    record({ type: "challenge", factors: factors as string[] });
  };
  return {
    challengeWith: (factor: { type?: unknown } | string) => challenge("challengeWith", [typeOf(factor)]),
    challengeWithAny: (factors: ({ type?: unknown } | string)[]) => challenge("challengeWithAny", factors.map(typeOf)),
  };
}

function typeOf(factor: { type?: unknown } | string | undefined): unknown {
  return typeof factor === "object" ? factor.type : factor;
}
