import { Construct } from "constructs";
import type { TerraformCondition, TerraformProvider, TerraformResource } from "cdktf";
import type { ManagementCredentials, ProvisionedCredentials } from "./management-credentials";
import { Client } from "./providers/auth0/client";
import { ClientCredentials } from "./providers/auth0/client-credentials";
import type { ClientGrant } from "./providers/auth0/client-grant";
import { grantScopes, holdsScopes, leaveGrant } from "./management-grant";
import { asGiven } from "./terraform/as-given";
import { holding } from "./terraform/condition";
import { MovedInState } from "./terraform/moved-in-state";
import { RemovedFromState } from "./terraform/removed-from-state";
import { TerraformData } from "./terraform/terraform-data";

export interface ManagementApplicationProps {
  /** The application's name in the Auth0 Dashboard. */
  readonly name: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  readonly scopes: string[];
  readonly credentials: ManagementCredentials;
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

/** A machine-to-machine application that may call the Management API with the given scopes. */
export class ManagementApplication extends Construct {
  readonly application?: Client;
  readonly clientCredentials?: ClientCredentials;
  readonly clientGrant?: ClientGrant;
  readonly clientId: string;
  /** What the application authenticates with, besides the client id. */
  readonly secrets: Record<string, string>;
  /** Set if the secrets must leave no trace in the state. */
  readonly secretsVersion?: number;
  /** The conditions that must hold before the application is used, except for those that a resource of this construct checks. */
  readonly conditions: TerraformCondition[];

  private readonly grantKept?: TerraformResource;
  private readonly provider?: TerraformProvider;

  constructor(scope: Construct, id: string, props: ManagementApplicationProps) {
    super(scope, id);
    const { name, audience, scopes, credentials, provider } = props;
    const { config } = credentials;
    this.provider = provider;
    const conditions = config.conditions(this);

    if ("generation" in config) {
      // The first resource checks them. Terraform then does not plan the others, which would fail with the provider's own errors.
      this.application = this.provisionApplication(name, config, conditions);
      this.clientCredentials = this.provisionCredentials(this.application, config);
      this.clientId = this.application.clientId;
      this.secrets = config.secrets(this.clientCredentials);
      this.secretsVersion = config.version;
    } else {
      this.clientId = asGiven(config.clientId);
      this.secrets = config.secrets;
      this.secretsVersion = config.version;
      this.forgetKeys();
    }

    if ("generation" in config || config.grant) {
      const { grant, kept } = grantScopes(this, { clientId: this.clientId, audience, scopes, provider });
      this.clientGrant = grant;
      this.grantKept = kept;
    } else {
      leaveGrant(this);
    }
    this.conditions = [
      ...("generation" in config ? [] : conditions),
      ...(this.clientGrant ? [holdsScopes(this.clientGrant, scopes)] : []),
    ];
  }

  /** What must be there before the application can call the Management API. */
  get prerequisites(): TerraformResource[] {
    return [this.grantKept, this.clientCredentials].filter((resource) => resource !== undefined);
  }

  private provisionApplication(
    name: string,
    { generation }: ProvisionedCredentials,
    conditions: TerraformCondition[],
  ): Client {
    const changeOfGeneration = new TerraformData(this, "Generation", generation, holding(conditions));
    return new Client(this, "Resource", {
      name,
      description: "Lets the post-login Action of the same name look up and end the sessions of a user",
      appType: "non_interactive",
      grantTypes: ["client_credentials"],
      oidcConformant: true,
      jwtConfiguration: { alg: "RS256" },
      provider: this.provider,
      lifecycle: {
        createBeforeDestroy: true,
        // As a bare address, because cdktf would write a resource as an expression, which Terraform does not accept here.
        replaceTriggeredBy: [`${changeOfGeneration.terraformResourceType}.${changeOfGeneration.friendlyUniqueId}`],
      },
    });
  }

  private provisionCredentials({ clientId }: Client, { authentication }: ProvisionedCredentials): ClientCredentials {
    const { provider } = this;
    const config = { clientId, ...authentication, provider };
    if ("privateKeyJwt" in authentication) {
      // No createBeforeDestroy: Auth0 accepts no key twice, and the provider deletes every key of the application.
      const keys = new ClientCredentials(this, "Keys", config);
      new MovedInState(this, "Credentials", keys);
      return keys;
    }
    this.forgetKeys();
    return new ClientCredentials(this, "Credentials", { ...config, lifecycle: { createBeforeDestroy: true } });
  }

  /** Keys go with their application, once the Action no longer needs it. Destroyed on their own, they would go too soon. */
  private forgetKeys(): void {
    new RemovedFromState(this, "Keys", ClientCredentials.tfResourceType);
  }
}
