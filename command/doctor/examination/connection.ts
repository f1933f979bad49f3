import type { Connection } from "./facts";

/** In milliseconds. */
const TIMEOUT = 10_000;

/** Node.js error codes for a certificate that was received but not accepted. */
const UNTRUSTED = /^ERR_TLS|CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/;

/** Whether an Auth0 tenant answers at the domain, with a certificate that this machine trusts. Needs no credentials. */
export async function tryConnection(domain: string): Promise<Connection> {
  const url = `https://${domain}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    await response.body?.cancel();
    return response.ok ? { state: "trusted" } : { state: "no tenant", reason: `${url} answers ${response.status}` };
  } catch (error) {
    return describeFailure(error as Error);
  }
}

export function describeFailure({ message, cause }: Error): Connection {
  const { code, message: detail } = (cause ?? {}) as { code?: string; message?: string };
  const reason = [code, detail || message].filter(Boolean).join(": ");
  return { state: code !== undefined && UNTRUSTED.test(code) ? "untrusted" : "unreachable", reason };
}
