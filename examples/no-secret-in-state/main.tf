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

variable "client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Raise this number with each new secret, because Terraform keeps no secret to compare a new one with.
variable "secret_version" {
  type    = number
  default = 1
}

module "single_session" {
  source         = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/write-only-secret/append"
  client_secret  = var.client_secret
  secret_version = var.secret_version
}
