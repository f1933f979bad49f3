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

resource "auth0_action" "second_factor" {
  name    = "Ask for a second factor"
  runtime = "node22"
  deploy  = true

  supported_triggers {
    id      = "post-login"
    version = "v3"
  }

  code = <<-EOT
    exports.onExecutePostLogin = async (event, api) => {
      const given = event.authentication.methods.some(({ name }) => name === "mfa");
      if (!given) api.authentication.challengeWith({ type: "otp" });
    };
  EOT
}

module "single_session" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/ordered"
  policy = { maxSessions = 1 }
  before = [{ id = auth0_action.second_factor.id, name = auth0_action.second_factor.name }]
  after  = []
}
