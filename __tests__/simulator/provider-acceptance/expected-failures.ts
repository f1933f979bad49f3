/** The provider's packages whose tests are run. */
export const PACKAGES = [
  "action",
  "client",
  "connection",
  "organization",
  "resourceserver",
  "role",
  "tenant",
  "user",
  "user_attribute_profile",
];

const SYNTAX_ERROR = "its Action has a syntax error, of which a recorded tenant makes a build, and the simulator none";

const SCIM = "no SCIM";
const DIRECTORY = "no directory provisioning";
const OPTION_DEFAULTS = "none of the options that Auth0 adds to a connection, or reads from its identity provider";

/** The tests that fail, with what the simulator lacks for them. */
export const EXPECTED_FAILURES: Record<string, string> = {
  TestAccAction: `no runtime but node22: it asks for node18; and ${SYNTAX_ERROR}`,
  TestAccTriggerAction: SYNTAX_ERROR,
  TestAccTriggerActions: SYNTAX_ERROR,

  TestAccClientCIMD: "no registration of clients by the address of their metadata",

  TestAccConnectionDataKeys: "no keys of connections",
  TestAccConnectionRotateDataKeys: "no keys of connections",
  TestAccConnectionGoogleApps: OPTION_DEFAULTS,
  TestAccConnectionOIDC: OPTION_DEFAULTS,
  TestAccConnectionOkta: OPTION_DEFAULTS,
  TestAccConnectionSAML: OPTION_DEFAULTS,
  TestAccConnectionPasswordHash: SYNTAX_ERROR,
  TestAccDataSCIMConfiguration: SCIM,
  TestAccSCIMConfiguration: SCIM,
  TestAccSCIMToken: SCIM,
  TestAccDirectoryDataSource: DIRECTORY,
  TestAccDirectoryDefaultMappingDataSource: DIRECTORY,
  TestAccDirectoryProvisioning: DIRECTORY,
  TestAccDirectorySynchronizeGroups: DIRECTORY,
  TestAccDirectorySynchronizedGroups: DIRECTORY,
  TestAccDirectorySynchronizedGroupsDataSource: DIRECTORY,

  TestAccDataSourceOrganizationInsufficientScope: "it names an organization of the provider's own tenant",

  TestAccDataSourceTenant: "the domain here has a port, which the provider leaves out of what it tells",

  TestAccDataSourceUserConnectedAccountsTokenVault:
    "no connected accounts; it names a user of the provider's own tenant",
  TestAccUserCustomDomains: "it wants several verified custom domains",
};
