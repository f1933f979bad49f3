import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/** Whether the domain is the canonical one. Source: Auth0 docs, "Configure Features to Use Custom Domains", on APIs. */
export function checkDomain({ domain, audience }: TenantFacts): Finding[] {
  if (audience === `https://${domain}/api/v2/`) return [ok(`${domain} is the tenant's canonical domain`)];
  return [
    note({
      what: `${domain} is a custom domain; even there, the Management API is "${audience}"`,
      why: "a token is valid only on the domain that issued it, and its audience always has the canonical domain",
      advice:
        "give Terraform's provider the canonical domain, from which the construct derives that audience; the construct itself may have the custom domain",
    }),
  ];
}
