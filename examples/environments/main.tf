terraform {
  required_version = ">= 1.11"

  required_providers {
    auth0 = {
      source = "auth0/auth0"
    }
  }
}

# Each environment is a tenant of its own, which AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET name at apply.
provider "auth0" {}

locals {
  policies = {
    development = { maxSessions = 3 }
    production  = { maxSessions = 1 }
  }
}

module "single_session" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/append"
  policy = local.policies[terraform.workspace]
}
