import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/** Whether the domain is canonical. Source: Auth0 docs, "Configure Features to Use Custom Domains", on APIs. */
export function checkDomain({ domain, audience }: TenantFacts): Finding[] {
  if (audience === `https://${domain}/api/v2/`) return [ok(`${domain} is the tenant's canonical domain`)];
  return [
    note({
      what: `${domain} is a custom domain; the Management API is "${audience}" there too`,
      why: "a token is valid only on the domain that it was got at, and its audience is always the canonical one",
      advice:
        "give Terraform's provider the canonical domain, from which the construct takes that audience; the construct itself may be given the custom one",
    }),
  ];
}
