import type { TerraformResource } from "cdktf";
import { given } from "../contract/policy-problems";
import { isToken, isTokenOfText } from "./terraform/tokens";

/**
 * What has Auth0 tell an application that a session is over: the two that Auth0 takes by default, and the one for sessions that
 * are ended through the Management API, which it leaves out.
 */
const INITIATORS = ["rp-logout", "idp-logout", "session-revoked"];

/**
 * Has Auth0 tell an application when the policy ends a session, so that the application ends its own session, too: OpenID
 * Connect Back-Channel Logout, which Auth0 offers on Enterprise plans. Without it, ending the Auth0 session leaves a user
 * signed in to the application for as long as its own session lasts.
 *
 * @param client an `auth0_client`, of these bindings or of any others
 * @param url where the application receives logout tokens: HTTPS, and reachable for Auth0
 * @throws Error if the resource is no `auth0_client`, or the URL is not HTTPS
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
