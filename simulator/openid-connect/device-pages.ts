import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { formPage, messagePage } from "./pages";

/** The pages on which a user lets a device in, which has no browser of its own. */
export const device = {
  charset: "base-20" as const,
  mask: "****-****",

  userCodeInputSource(ctx: KoaContextWithOIDC, _form: string, out?: ErrorOut, error?: Error): void {
    const denied = error?.name === "AbortedError";
    if (denied) {
      ctx.body = messagePage("Device not connected", "You may close this page.");
      return;
    }
    ctx.body = formPage({
      title: "Device activation",
      hint: "Enter the code that your device shows.",
      action: "/activate",
      hidden: { xsrf: secretOf(ctx) },
      fields: [{ name: "user_code", label: "Code", type: "text", autocomplete: "off" }],
      button: "Continue",
      ...((out ?? error) && { problem: out?.error_description ?? "The code is not one that a device shows." }),
    });
  },

  userCodeConfirmSource(ctx: KoaContextWithOIDC, _form: string, client: unknown, _info: unknown, code: string): void {
    ctx.body = formPage({
      title: "Device confirmation",
      hint: `Does your device show ${code}? If it does, sign in for ${nameOf(client)} on it.`,
      action: "/activate",
      hidden: { xsrf: secretOf(ctx), user_code: code, confirm: "yes" },
      fields: [],
      button: "Confirm",
      otherwise: { name: "abort", value: "yes", label: "Cancel" },
    });
  },

  successSource(ctx: KoaContextWithOIDC): void {
    ctx.body = messagePage("Device connected", "You may close this page and go on on your device.");
  },
};

function secretOf(ctx: KoaContextWithOIDC): string {
  return ctx.oidc.session?.state?.secret as string;
}

function nameOf(client: unknown): string {
  const { clientName, clientId } = client as { clientName?: string; clientId: string };
  return clientName ?? clientId;
}
