import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body, TextOf } from "../schema";
import type { Logins } from "./logins";

const Options = {
  clientId: Type.Optional(Type.String()),
  organization: Type.Optional(Body({ id: Type.String(), name: Type.String() })),
  device: Type.Optional(Body({ ip: Type.Optional(Type.String()), userAgent: Type.Optional(Type.String()) })),
};
const SignIn = Body({
  ...Options,
  user: Type.String(),
  connection: Type.Optional(Type.String()),
  protocol: Type.Optional(
    TextOf(
      "oidc-basic-profile",
      "oidc-implicit-profile",
      "oidc-hybrid-profile",
      "oauth2-device-code",
      "samlp",
      "wsfed",
    ),
  ),
});
const DelegatedLogin = Body({ ...Options, user: Type.String(), actor: Body({ sub: Type.String() }) });
const PasswordGrant = Body({ ...Options, user: Type.String() });
const SessionReuse = Body({ ...Options, session: Type.String() });
const Exchange = Body({ refreshToken: Type.String() });

/** The flows of `Logins` over HTTPS, for the login client. */
export function loginRoutes(logins: Logins): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.post("/sign-in", { schema: { body: SignIn } }, ({ host, body }) => logins.signIn(host, body));

    app.post("/delegated-login", { schema: { body: DelegatedLogin } }, ({ host, body }) =>
      logins.delegatedLogin(host, body),
    );

    app.post("/password-grant", { schema: { body: PasswordGrant } }, ({ host, body }) =>
      logins.passwordGrant(host, body),
    );

    app.post("/single-sign-on", { schema: { body: SessionReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.singleSignOn(host, session, rest),
    );

    app.post("/silent-authentication", { schema: { body: SessionReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.silentAuthentication(host, session, rest),
    );

    app.post("/reauthentication", { schema: { body: SessionReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.reauthenticate(host, session, rest),
    );

    app.post("/refresh-token-exchange", { schema: { body: Exchange } }, ({ host, body }) =>
      logins.exchangeRefreshToken(host, body.refreshToken),
    );
    done();
  };
}
