import type { DispatchFunc } from "light-my-request";
import { createProvider, type ProviderParts } from "./provider";

/** The tenant to an application: the server that speaks OpenID Connect, and what requests are passed to. */
export interface DomainProvider {
  provider: ReturnType<typeof createProvider>;
  handle: DispatchFunc;
}

/** One for each of the tenant's domains, since each is an issuer of its own; made when it is first asked. */
export class Providers {
  private readonly byDomain = new Map<string, DomainProvider>();

  constructor(private readonly parts: ProviderParts) {}

  /** @param domain one that the tenant has */
  at(domain: string): DomainProvider {
    const known = this.byDomain.get(domain);
    if (known) return known;
    const provider = createProvider(`https://${domain}/`, this.parts);
    const made = { provider, handle: provider.callback() };
    this.byDomain.set(domain, made);
    return made;
  }
}
