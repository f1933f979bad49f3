import type { TerraformResource } from "cdktf";
import { given } from "../contract/policy-problems";
import { isToken, isTokenOfText } from "./terraform/tokens";

/**
 * The events at which Auth0 tells an application that a session has ended: the two that are Auth0's default, and the one for
 * sessions that are ended through the Management API, which the default leaves out.
 */
const INITIATORS = ["rp-logout", "idp-logout", "session-revoked"];

/**
 * Makes Auth0 tell an application when the policy ends a session, so that the application can end its own session too. This is
 * OpenID Connect Back-Channel Logout, which Auth0 offers on Enterprise plans. Without it, a user whose Auth0 session has ended
 * stays signed in to the application for as long as the application's own session lasts.
 *
 * @param client an `auth0_client`, from this package's provider bindings or from any others
 * @param url where the application receives logout tokens: an HTTPS URL that Auth0 can reach
 * @throws Error if the resource is not an `auth0_client`, or if the URL is not HTTPS
 * @example
 * enableBackChannelLogout(shop, "https://shop.example.com/backchannel-logout");
 */
export function enableBackChannelLogout(client: TerraformResource, url: string): void {
  if (client.terraformResourceType !== "auth0_client") {
    throw new Error(`client must be an auth0_client, got: an ${client.terraformResourceType}; pass the application`);
  }
  if (!isTokenOfText(url) && !/^https:\/\/[^/\s]+/.test(url)) {
    throw new Error(
      `url must be an HTTPS URL, such as "https://shop.example.com/backchannel-logout", got: ${given(url, isToken)}`,
    );
  }
  client.addOverride("oidc_logout.backchannel_logout_urls", [url]);
  client.addOverride("oidc_logout.backchannel_logout_initiators", { mode: "custom", selected_initiators: INITIATORS });
}
