import { randomUUID } from "node:crypto";
import type { EventRequest, EventTransaction } from "../actions/event";
import { AUTONOMOUS_SYSTEM } from "../tenant/devices";
import type { Login } from "./login-in-progress";

/** Where every address is, because nothing here knows places. */
const GEOIP = {
  cityName: "Berlin",
  continentCode: "EU",
  countryCode: "DE",
  countryCode3: "DEU",
  countryName: "Germany",
  latitude: 52.52,
  longitude: 13.405,
  subdivisionCode: "BE",
  subdivisionName: "Land Berlin",
  timeZone: "Europe/Berlin",
};

const GRANT_TYPES: Record<string, string> = {
  "oauth2-refresh-token": "refresh_token",
  "oauth2-password": "password",
  "oauth2-token-exchange": "urn:ietf:params:oauth:grant-type:token-exchange",
};

/** The request that began the login: of a browser to `/authorize`, or of an application to `/oauth/token`. */
export function eventRequest(login: Login): EventRequest {
  const { client, protocol, domain, device, scopes, audience, session, organization, prompt } = login;
  const asked = {
    client_id: client.client_id,
    scope: scopes.join(" "),
    ...(audience !== undefined && { audience }),
    ...(organization && { organization: organization.id }),
  };
  const authorization = {
    ...asked,
    response_type: responseType(login),
    state: login.state,
    redirect_uri: redirectUri(login),
    ...(prompt !== undefined && { prompt }),
  };
  const token = { ...asked, grant_type: GRANT_TYPES[protocol] };
  return {
    asn: AUTONOMOUS_SYSTEM,
    body: session ? {} : token,
    geoip: GEOIP,
    hostname: domain,
    ip: device.ip,
    language: device.language,
    method: session ? "GET" : "POST",
    query: session ? (login.authorization ?? authorization) : {},
    user_agent: device.userAgent,
  };
}

export function eventTransaction(login: Login): EventTransaction {
  const { protocol, session, scopes, prompt, device, subjectTokenType, authorization } = login;
  return {
    ...(session && {
      id: randomUUID(),
      redirect_uri: redirectUri(login),
      response_mode: responseMode(login),
      response_type: responseType(login).split(" "),
      state: login.state,
    }),
    acr_values: words(authorization?.acr_values),
    ...(authorization?.login_hint !== undefined && { login_hint: authorization.login_hint }),
    locale: device.language.split("-")[0],
    metadata: {},
    prompt: prompt === undefined ? [] : [prompt],
    protocol,
    requested_authorization_details: [],
    requested_scopes: scopes,
    ...(subjectTokenType !== undefined && { subject_token_type: subjectTokenType }),
    ui_locales: words(authorization?.ui_locales),
  };
}

function words(text = ""): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function responseMode({ authorization }: Login): EventTransaction["response_mode"] {
  return (authorization?.response_mode ?? "query") as EventTransaction["response_mode"];
}

function redirectUri({ client, authorization }: Login): string {
  return authorization?.redirect_uri ?? client.callbacks?.[0] ?? "http://localhost:3000/callback";
}

function responseType({ protocol, authorization }: Login): string {
  if (authorization?.response_type !== undefined) return authorization.response_type;
  if (protocol === "oidc-implicit-profile") return "id_token token";
  return protocol === "oidc-hybrid-profile" ? "code id_token" : "code";
}
