terraform {
  required_version = ">= 1.11"

  required_providers {
    auth0 = {
      source = "auth0/auth0"
    }
  }
}

# The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
provider "auth0" {}

resource "auth0_client" "back_office" {
  name     = "Back office"
  app_type = "regular_web"
}

module "single_session" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/append"

  policy = {
    maxSessions = 1
    # The first rule that matches a login applies.
    rules = [
      { when = { clients = [auth0_client.back_office.client_id] }, maxSessions = "unlimited" },
      { when = { roles = ["support"] }, maxSessions = 3 },
    ]
    # A user's own limit, the number under this key of the user's app_metadata, takes precedence over the rules.
    userLimit = { appMetadataKey = "max_sessions" }
  }
}
