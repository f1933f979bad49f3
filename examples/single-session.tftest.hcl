# Tests that the synthesized stack does what it should, with `terraform test` or `tofu test` and without a tenant:
#
#   npx cdktf synth
#   cp examples/single-session.tftest.hcl cdktf.out/stacks/single-session/
#   cd cdktf.out/stacks/single-session && terraform init -backend=false && terraform test

mock_provider "auth0" {
  mock_data "auth0_tenant" {
    defaults = {
      management_api_identifier = "https://acme.eu.auth0.com/api/v2/"
    }
  }
}

run "limits_sessions" {
  command = plan

  assert {
    condition     = strcontains(auth0_action.SingleSession_Action_8872D993.code, "\"maxSessions\": 1,")
    error_message = "a user may hold more than one session"
  }

  assert {
    condition     = strcontains(auth0_action.SingleSession_Action_8872D993.code, "\"enforcement\": \"enforce\"")
    error_message = "the limit is not enforced"
  }
}

run "may_do_no_more_than_it_needs" {
  command = plan

  assert {
    condition     = toset(auth0_client_grant.SingleSession_Application_Grant_0ADB0368.scopes) == toset(["read:sessions", "delete:sessions"])
    error_message = "the application's scopes are not those that the policy needs"
  }
}

run "is_bound_to_post_login" {
  assert {
    condition     = auth0_trigger_action.SingleSession_Action_Binding_906948FC.trigger == "post-login"
    error_message = "the Action is not bound to the post-login trigger"
  }
}
