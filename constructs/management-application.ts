import { Construct } from "constructs";
import { Client } from "./providers/auth0/client";
import { ClientCredentials } from "./providers/auth0/client-credentials";
import { ClientGrant } from "./providers/auth0/client-grant";

export interface ManagementApplicationProps {
  /** What the Auth0 Dashboard calls it. */
  readonly name: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  readonly scopes: string[];
}

/** A machine-to-machine application that may call the Management API with the given scopes, and do nothing else. */
export class ManagementApplication extends Construct {
  readonly application: Client;
  readonly clientCredentials: ClientCredentials;
  readonly clientGrant: ClientGrant;

  constructor(scope: Construct, id: string, { name, audience, scopes }: ManagementApplicationProps) {
    super(scope, id);

    this.application = new Client(this, "Resource", {
      name,
      description: "Lets the post-login Action of the same name look up and end the sessions of a user",
      appType: "non_interactive",
      grantTypes: ["client_credentials"],
      oidcConformant: true,
      jwtConfiguration: { alg: "RS256" },
    });

    this.clientCredentials = new ClientCredentials(this, "Credentials", {
      clientId: this.application.clientId,
      authenticationMethod: "client_secret_post",
    });

    this.clientGrant = new ClientGrant(this, "Grant", { clientId: this.application.clientId, audience, scopes });
  }
}
