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

resource "auth0_action" "plan" {
  name    = "Add the plan to the token"
  runtime = "node22"
  deploy  = true

  supported_triggers {
    id      = "post-login"
    version = "v3"
  }

  code = <<-EOT
    exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim("plan", event.user.app_metadata.plan ?? "free");
    };
  EOT
}

module "single_session" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/none"
}

resource "auth0_trigger_actions" "post_login" {
  trigger = "post-login"

  actions {
    id           = auth0_action.plan.id
    display_name = auth0_action.plan.name
  }

  actions {
    id           = module.single_session.action_id
    display_name = module.single_session.action_name
  }
}
