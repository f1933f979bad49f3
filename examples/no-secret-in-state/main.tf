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

variable "client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Raised with each new secret, because Terraform keeps none that it could compare.
variable "secret_version" {
  type    = number
  default = 1
}

module "single_session" {
  source         = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/write-only-secret/append"
  client_secret  = var.client_secret
  secret_version = var.secret_version
}
