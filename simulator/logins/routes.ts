import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body, TextOf } from "../schema";
import type { Activity } from "../activity";
import type { LoginOutcome } from "./login";
import type { Logins } from "./logins";

const Text = Type.Optional(Type.String());
const options = {
  clientId: Text,
  organization: Type.Optional(Type.Union([Type.String(), Body({ id: Type.String(), name: Type.String() })])),
  device: Type.Optional(Body({ ip: Text, userAgent: Text, language: Text })),
  scopes: Type.Optional(Type.Array(Type.String())),
  audience: Text,
  state: Text,
};
const mfa = Type.Optional(Type.Boolean());
const SignIn = Body({
  ...options,
  mfa,
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
const DelegatedLogin = Body({ ...options, user: Type.String(), actor: Body({ sub: Type.String() }) });
const PasswordGrant = Body({ ...options, user: Type.String() });
const NativeSocialLogin = Body({ ...options, user: Type.String(), connection: Text });
const SilentReuse = Body({ ...options, session: Type.String() });
const SessionReuse = Body({ ...options, mfa, session: Type.String() });
const Exchange = Body({ refreshToken: Type.String(), device: options.device });

/** The flows of `Logins` over HTTPS, for the login client. */
export function loginRoutes(logins: Logins, activity: Activity): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.addHook<LoginOutcome>("preSerialization", async ({ url, body }, reply, outcome) => {
      const { user } = body as { user?: string };
      if (reply.statusCode === 200) activity.login(url.split("/").at(-1) ?? "", user, outcome);
      return outcome;
    });

    app.post("/sign-in", { schema: { body: SignIn } }, ({ host, body }) => logins.signIn(host, body));

    app.post("/delegated-login", { schema: { body: DelegatedLogin } }, ({ host, body }) =>
      logins.delegatedLogin(host, body),
    );

    app.post("/password-grant", { schema: { body: PasswordGrant } }, ({ host, body }) =>
      logins.passwordGrant(host, body),
    );

    app.post("/native-social-login", { schema: { body: NativeSocialLogin } }, ({ host, body }) =>
      logins.nativeSocialLogin(host, body),
    );

    app.post("/single-sign-on", { schema: { body: SessionReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.singleSignOn(host, session, rest),
    );

    app.post("/silent-authentication", { schema: { body: SilentReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.silentAuthentication(host, session, rest),
    );

    app.post("/reauthentication", { schema: { body: SessionReuse } }, ({ host, body: { session, ...rest } }) =>
      logins.reauthenticate(host, session, rest),
    );

    app.post("/refresh-token-exchange", { schema: { body: Exchange } }, ({ host, body: { refreshToken, ...rest } }) =>
      logins.exchangeRefreshToken(host, refreshToken, rest),
    );
    done();
  };
}
