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

variable "partners_domain" {
  type = string
}

variable "partners_client_id" {
  type = string
}

variable "partners_client_secret" {
  type      = string
  sensitive = true
}

provider "auth0" {
  alias         = "partners"
  domain        = var.partners_domain
  client_id     = var.partners_client_id
  client_secret = var.partners_client_secret
}

module "customers" {
  source = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/append"
  policy = { maxSessions = 1 }
}

module "partners" {
  source    = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/generated-secret/append"
  providers = { auth0 = auth0.partners }
  policy    = { maxSessions = 3 }
}
