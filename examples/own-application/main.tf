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

variable "public_key" {
  type = string
}

variable "private_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "auth0_client" "application" {
  name        = "Session administration"
  app_type    = "non_interactive"
  grant_types = ["client_credentials"]
}

resource "auth0_client_credentials" "application" {
  client_id             = auth0_client.application.client_id
  authentication_method = "private_key_jwt"

  private_key_jwt {
    credentials {
      name            = "first"
      credential_type = "public_key"
      pem             = var.public_key
    }
  }
}

module "single_session" {
  source         = "../node_modules/cdktf-auth0-single-session/dist/terraform-module/existing-private-key-jwt/append"
  client_id      = auth0_client_credentials.application.client_id # not the application's own client_id, so that the key exists first
  private_key    = var.private_key
  secret_version = 1
}
