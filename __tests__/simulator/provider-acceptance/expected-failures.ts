/** The provider's packages whose tests are run. */
export const PACKAGES = ["action", "client", "organization", "resourceserver", "role", "tenant", "user"];

const CONNECTIONS = "no connections of organizations";
const SYNTAX_ERROR = "its Action has a syntax error, of which a recorded tenant makes a build, and the simulator none";

/** The tests that fail, with what the simulator lacks for them. */
export const EXPECTED_FAILURES: Record<string, string> = {
  TestAccAction: "no runtime but node22: it asks for node18",
  TestAccTriggerAction: SYNTAX_ERROR,
  TestAccTriggerActions: SYNTAX_ERROR,

  TestAccClientCIMD: "no registration of clients by the address of their metadata",
  TestAccClientExpressAppConfiguration: "no user attribute profiles",
  TestAccClientGrant_DefaultFor: "no grants for all third-party clients",
  TestAccClientWithDefaultOrganization: "what an application says of its default organization is not checked",
  TestAccClientMyOrganizationConfiguration: "no connection profiles and no user attribute profiles",

  TestAccDataSourceOrganization: CONNECTIONS,
  TestAccDataSourceOrganizationInsufficientScope: "it names an organization of the provider's own tenant",
  TestAccOrganizationConnection: CONNECTIONS,
  TestAccOrganizationConnections: CONNECTIONS,

  TestAccDataSourceTenant: "the domain here has a port, which the provider leaves out of what it tells",

  TestAccDataSourceUserConnectedAccountsTokenVault:
    "no connected accounts; it names a user of the provider's own tenant",
  TestAccUserCustomDomains: "it wants several verified custom domains",
};
