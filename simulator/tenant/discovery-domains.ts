import { randomBytes } from "node:crypto";
import { conflict, notFound } from "../errors";
import { Collection } from "./collection";
import { newDiscoveryDomainId } from "./identifiers";

export interface DiscoveryDomain {
  id: string;
  domain: string;
  status: "pending" | "verified";
  use_for_organization_discovery: boolean;
  verification_host: string;
  verification_txt: string;
}

/** By which a person's e-mail address tells their organization. They are kept and told: no login looks at them. */
export class DiscoveryDomains {
  private readonly byOrganization = new Map<string, Collection<DiscoveryDomain>>();

  create(
    organizationId: string,
    {
      domain,
      status = "pending",
      use_for_organization_discovery = true,
    }: Partial<DiscoveryDomain> & { domain: string },
  ): DiscoveryDomain {
    if (this.of(organizationId).some((other) => other.domain === domain)) {
      throw conflict("A discovery domain with this name already exists.", "discovery_domain_conflict");
    }
    const domains = this.byOrganization.get(organizationId) ?? new Collection<DiscoveryDomain>();
    this.byOrganization.set(organizationId, domains);
    const id = newDiscoveryDomainId();
    return domains.add(id, {
      id,
      domain,
      status,
      verification_host: `_ss-verification.${organizationId}.${domain}`,
      verification_txt: randomBytes(16).toString("hex"),
      use_for_organization_discovery,
    });
  }

  of(organizationId: string): DiscoveryDomain[] {
    return this.byOrganization.get(organizationId)?.all() ?? [];
  }

  /** @throws ManagementApiError 404 */
  get(organizationId: string, id: string): DiscoveryDomain {
    const domain = this.byOrganization.get(organizationId)?.find(id);
    if (!domain) throw notFound("No discovery domain found by that id", "inexistent_discovery_domain");
    return domain;
  }

  delete(organizationId: string, id: string): void {
    const domain = this.get(organizationId, id);
    this.byOrganization.get(organizationId)?.delete(domain.id);
  }

  state() {
    return [...this.byOrganization].map(([organization, domains]) => ({ organization, domains: domains.state() }));
  }

  restore(state: ReturnType<DiscoveryDomains["state"]>): void {
    for (const { organization, domains } of state) {
      const restored = new Collection<DiscoveryDomain>();
      restored.restore(domains);
      this.byOrganization.set(organization, restored);
    }
  }

  forgetOrganization(organizationId: string): void {
    this.byOrganization.delete(organizationId);
  }
}
