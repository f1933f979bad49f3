import { TerraformVariable } from "cdktf";
import { enableBackChannelLogout } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { Client } from "../../constructs/providers/auth0/client";
import { only, synthesize } from "./stack";

const URL = "https://shop.example.com/logout";

test("an application hears of sessions that are ended through the Management API", () => {
  const configuration = synthesize((stack) =>
    enableBackChannelLogout(new Client(stack, "Shop", { name: "Shop" }), URL),
  );
  expect(only(configuration, "auth0_client")).toMatchObject({
    oidc_logout: {
      backchannel_logout_urls: [URL],
      backchannel_logout_initiators: {
        mode: "custom",
        selected_initiators: ["rp-logout", "idp-logout", "session-revoked"],
      },
    },
  });
});

test("what else the application says of its logout stays", () => {
  const configuration = synthesize((stack) => {
    const oidcLogout = { backchannelLogoutUrls: [], backchannelLogoutSessionMetadata: { include: true } };
    enableBackChannelLogout(new Client(stack, "Shop", { name: "Shop", oidcLogout }), URL);
  });
  expect(only(configuration, "auth0_client").oidc_logout).toMatchObject({
    backchannel_logout_urls: [URL],
    backchannel_logout_session_metadata: { include: true },
  });
});

test("the URL may be a token", () => {
  const configuration = synthesize((stack) => {
    const url = new TerraformVariable(stack, "url", { type: "string" }).stringValue;
    enableBackChannelLogout(new Client(stack, "Shop", { name: "Shop" }), url);
  });
  expect(only(configuration, "auth0_client").oidc_logout).toMatchObject({ backchannel_logout_urls: ["${var.url}"] });
});

test.each(["http://shop.example.com/logout", "shop.example.com", ""])("%j is no URL that Auth0 calls", (url) => {
  synthesize((stack) => {
    const client = new Client(stack, "Shop", { name: "Shop" });
    expect(() => enableBackChannelLogout(client, url)).toThrow(`url must be an HTTPS URL, such as`);
  });
});

test("a token for a number is no URL either", () => {
  synthesize((stack) => {
    const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
    expect(() => enableBackChannelLogout(new Client(stack, "Shop", { name: "Shop" }), port as never)).toThrow(
      /^url must be an HTTPS URL, .*, got: a token for a number$/,
    );
  });
});

test("another resource is refused", () => {
  synthesize((stack) => {
    const supportedTriggers = { id: "post-login", version: "v3" };
    const action = new Action(stack, "A", { name: "A", code: "", supportedTriggers });
    expect(() => enableBackChannelLogout(action, URL)).toThrow("client must be an auth0_client, got: an auth0_action");
  });
});
