import type { Server } from "node:net";
import { isIPv6, type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Tenant } from "./tenant/tenant";

/** What listening at a name or an address of another machine, or of none, ends with. */
const ELSEWHERE = ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"];

/**
 * Listens on loopback or, where a host is named, at its address, and warns of that.
 *
 * @throws Error if that cannot be
 */
export async function listen(
  server: Pick<FastifyInstance, "listen">,
  { port = 0, host = "localhost" }: { port?: number; host?: string },
): Promise<void> {
  if (["0.0.0.0", "::"].includes(host)) {
    throw new Error(`host ${host} is every address and no name; give the one by which others reach this machine`);
  }
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (ELSEWHERE.includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw new Error(`host ${host} is no name or address of this machine`, { cause: error });
    }
    const place = host === "localhost" ? "" : ` of ${host}`;
    throw new Error(`cannot listen on port ${port}${place}; stop what does, or choose another one`, { cause: error });
  }
  if (host !== "localhost") {
    process.emitWarning(
      `the simulator listens at ${host}: whoever reaches it can read and change what it holds, secrets included`,
    );
  }
}

/** With a host of its own, the tenant has no custom domain besides. */
export function domainsAt(port: number, host: string | undefined): Tenant["domains"] {
  if (host === undefined) return { canonical: `localhost:${port}`, custom: `127.0.0.1:${port}` };
  const domain = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return { canonical: domain, custom: domain };
}

export function portOf({ server }: { server: Server }): number {
  return (server.address() as AddressInfo).port;
}
