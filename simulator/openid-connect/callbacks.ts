import type { Client } from "oidc-provider";
import type { Tenant } from "../tenant/tenant";
import { isListed } from "./allowed-urls";
import { Provider } from "./oidc-provider";

/** Of client metadata, of which the types do not tell. */
interface Schema {
  invalidate: (this: Schema, text: string) => void;
  redirectUris: () => void;
}

/** oidc-provider has rules about callbacks that Auth0 has not, and knows none that stands for several. */
export function decideCallbacks(provider: InstanceType<typeof Provider>, tenant: Tenant): void {
  const { prototype: schema } = (provider.Client as unknown as { Schema: { prototype: Schema } }).Schema;
  const { invalidate } = schema;
  schema.invalidate = function (text) {
    if (!/^(post_logout_)?redirect_uris /.test(text)) invalidate.call(this, text);
  };
  schema.redirectUris = () => {};

  provider.Client.prototype.redirectUriAllowed = function (this: Client, url) {
    const { callbacks = [] } = tenant.clients.get(this.clientId);
    return isListed(url, callbacks, organizationAskedFor(tenant, this.clientId));
  };
}

/** The name of the organization that the request is for, of an application that organizations may use. */
function organizationAskedFor(tenant: Tenant, clientId: string): string | undefined {
  const { organization_usage: usage } = tenant.clients.get(clientId);
  const organization = Provider.ctx?.oidc.params?.organization as string | undefined;
  if (organization === undefined || (usage !== "allow" && usage !== "require")) return undefined;
  return tenant.organizations.find(organization)?.name;
}
