import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { badRequest } from "../errors";
import { TextOf } from "../schema";
import { FURTHEST } from "../tenant/clock";
import { FAULT_CHOICES } from "./fault-choices";
import { RATE_LIMIT_CHOICES } from "./rate-limit-choices";
import type { Shown } from "./sections/sections";
import { nameOf, span } from "./words";

const SignIn = Type.Object({ user: Type.String(), device: Type.String({ minLength: 1, maxLength: 500 }) });
const EndSession = Type.Object({ session: Type.String() });
const RevokeRefreshToken = Type.Object({ token: Type.String() });
const PassTime = Type.Object({ milliseconds: Type.Integer({ minimum: 0, maximum: FURTHEST }) });
const LimitRate = Type.Object({ limit: TextOf(...Object.keys(RATE_LIMIT_CHOICES)) });
const BreakEndpoint = Type.Object({
  endpoint: Type.String(),
  fault: TextOf(...Object.keys(FAULT_CHOICES)),
  times: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
});

/** The page's buttons. Each answers with a sentence that tells what it has done. */
export function buttonRoutes({ tenant, activity, logins, faults, traffic }: Shown): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.post("/sign-in", { schema: { body: SignIn } }, async ({ body: { user, device } }) => {
      const outcome = await logins.signIn(tenant.domains.canonical, { user, device: { userAgent: device } });
      activity.login("sign-in", user, outcome);
      const who = nameOf(tenant.users.get(user));
      if (outcome.outcome === "denied") return `${who} was denied on ${device}: ${outcome.reason}.`;
      return `${who} signed in on ${device}.`;
    });

    app.post("/end-session", { schema: { body: EndSession } }, ({ body }) => {
      const { id, user_id, device } = tenant.sessions.get(body.session);
      tenant.endSession(id, { preserveRefreshTokens: true });
      return `The session of ${nameOf(tenant.users.get(user_id))} on ${device.last_user_agent} has ended.`;
    });

    app.post("/revoke-refresh-token", { schema: { body: RevokeRefreshToken } }, ({ body }) => {
      const { id, user_id, device } = tenant.refreshTokens.get(body.token);
      tenant.refreshTokens.revoke(id);
      return `The refresh token of ${nameOf(tenant.users.get(user_id))} on ${device.last_user_agent} is revoked.`;
    });

    app.post("/pass-time", { schema: { body: PassTime } }, ({ body: { milliseconds } }) => {
      tenant.passTime(milliseconds);
      return `It is ${span(milliseconds)} later.`;
    });

    app.post("/limit-rate", { schema: { body: LimitRate } }, ({ body: { limit } }) => {
      traffic.limitRate(RATE_LIMIT_CHOICES[limit]);
      return `The rate limit is set. ${limit}.`;
    });

    app.post("/break-endpoint", { schema: { body: BreakEndpoint } }, ({ body: { endpoint, fault, times } }) => {
      const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(endpoint.trim()) ?? [];
      if (method === undefined || path === undefined) {
        throw badRequest(`endpoint must be such as "GET /api/v2/users/:id/sessions", got: "${endpoint}"`);
      }
      try {
        faults.inject({ method, path, fault: FAULT_CHOICES[fault]!, times });
      } catch (error) {
        throw badRequest((error as Error).message);
      }
      return `${method} ${path} ${fault}, ${times === 1 ? "once" : `${times} times`}.`;
    });

    app.post("/mend", () => {
      faults.clear();
      return "Every endpoint works.";
    });
    done();
  };
}
