terraform {
  required_version = ">= 1.11"

  required_providers {
    auth0 = {
      source = "auth0/auth0"
    }
  }
}

# Reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.
provider "auth0" {}

resource "auth0_client" "back_office" {
  name     = "Back office"
  app_type = "regular_web"
}

module "single_session" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/append"

  policy = {
    maxSessions = 1
    # The first rule that matches a login wins.
    rules = [
      { when = { clients = [auth0_client.back_office.client_id] }, maxSessions = "unlimited" },
      { when = { roles = ["support"] }, maxSessions = 3 },
    ]
    # A user's own limit beats the rules: the number at this key of the user's app_metadata.
    userLimit = { appMetadataKey = "max_sessions" }
  }
}
