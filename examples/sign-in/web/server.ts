import { randomBytes } from "node:crypto";
import express, { type NextFunction, type Request, type Response } from "express";
import { auth } from "express-openid-connect";
import { page } from "./page";

const { AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET, PORT = "3000" } = process.env;

/** The ids of sessions that Auth0 says have ended. Several servers would share them, and drop them after a time. */
const ended = new Set<string>();

const app = express();
app.use(
  auth({
    baseURL: `http://localhost:${PORT}`,
    issuerBaseURL: `https://${AUTH0_DOMAIN}`,
    clientID: AUTH0_CLIENT_ID,
    clientSecret: AUTH0_CLIENT_SECRET,
    secret: randomBytes(32).toString("hex"),
    authRequired: false,
    idpLogout: true,
    authorizationParams: { response_type: "code", scope: "openid profile email offline_access" },
    // The library's own hooks would also end the user's newer session if the token arrives after its sign-in,
    // because they go by the user (`sub`) as well as the session (`sid`).
    backchannelLogout: {
      onLogin: false,
      onLogoutToken: (token) => void ended.add((token as { sid: string }).sid),
      isLoggedOut: false,
    },
  }),
);

app.use((request, response, next) => {
  const sid = request.oidc.idTokenClaims?.sid as string | undefined;
  if (sid !== undefined && ended.has(sid)) {
    Object.assign(request, { appSession: undefined });
    response.locals.reason = "Your session has ended, as it does when you sign in on another device.";
  }
  next();
});

app.get("/", (request, response) => {
  const name = request.oidc.user?.name as string | undefined;
  const reason = response.locals.reason as string | undefined;
  if (name === undefined) response.send(page({ state: "You are not signed in.", reason, next: "login" }));
  else response.send(page({ state: `You are signed in as ${name}.`, reason, next: "logout" }));
});

/** After a refusal, Auth0 must ask for the password instead of refusing again at once. */
app.get("/login-again", (_request, response) =>
  response.oidc.login({ returnTo: "/", authorizationParams: { prompt: "login" } }),
);

/** Shows a refused login instead of starting another one, which would be refused again, in an endless loop. */
app.use((error: Error & { error_description?: string }, _request: Request, response: Response, next: NextFunction) => {
  if (error.error_description === undefined) return next(error);
  const reason = `Your sign-in was refused: ${error.error_description}`;
  response.status(403).send(page({ state: "You are not signed in.", reason, next: "login-again" }));
});

app.listen(Number(PORT), "localhost", (error) => {
  if (error) throw error;
  console.log(`The application is at http://localhost:${PORT}`);
});
