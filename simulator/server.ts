import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify from "fastify";
import type { ServerIdentity } from "./certificate-authority";
import { replyError, replyErrors } from "./error-replies";
import { notFound } from "./errors";
import type { Activity } from "./activity";
import { controlRoutes } from "./control-routes";
import { answerFaultily } from "./faults/faulty-answers";
import type { Faults } from "./faults/faults";
import { faultRoutes } from "./faults/routes";
import type { Logins } from "./logins/logins";
import { loginRoutes } from "./logins/routes";
import { Authorization, NOBODY } from "./management-api/authorization";
import { managementApiRoutes } from "./management-api/routes";
import type { AccessTokens } from "./oauth/access-tokens";
import { loginPageRoutes } from "./openid-connect/login-pages";
import { logoutRoutes } from "./openid-connect/logout";
import { mfaRoutes } from "./openid-connect/mfa-routes";
import type { MfaTokens } from "./openid-connect/mfa-tokens";
import type { Providers } from "./openid-connect/providers";
import { openIdConnectRoutes } from "./openid-connect/routes";
import { userinfoRoutes } from "./openid-connect/userinfo";
import { oauthRoutes } from "./oauth/routes";
import { logOperations } from "./operation-log";
import { readBodies } from "./request-bodies";
import { CONTROL_PREFIX, type RequestJournal } from "./request-journal";
import type { Population } from "./tenant/population";
import type { Tenant } from "./tenant/tenant";
import type { Traffic } from "./traffic";
import { trafficRoutes } from "./traffic-routes";
import { validateRequests } from "./validation";

export interface ServerParts {
  identity: ServerIdentity;
  tenant: Tenant;
  accessTokens: AccessTokens;
  providers: Providers;
  mfaTokens: MfaTokens;
  logins: Logins;
  population: Population;
  activity: Activity;
  journal: RequestJournal;
  faults: Faults;
  traffic: Traffic;
}

/** The tenant over HTTPS. */
export function createServer(parts: ServerParts) {
  const { identity, tenant, accessTokens, providers, mfaTokens } = parts;
  const { logins, population, activity, journal, faults, traffic } = parts;
  const app = Fastify({
    https: { key: identity.privateKey, cert: identity.certificate },
    routerOptions: { maxParamLength: 2000 }, // an identifier may have 600 characters, and arrive percent-encoded twice
    forceCloseConnections: true,
    frameworkErrors: replyError,
  }).withTypeProvider<TypeBoxTypeProvider>();

  readBodies(app);
  validateRequests(app);
  replyErrors(app);
  journal.record(app);
  logOperations(app, tenant);
  traffic.shape(app);
  answerFaultily(app, faults, tenant.clock);
  app.decorateRequest("caller");
  app.addHook("onRequest", (request, _reply, done) => {
    request.caller = NOBODY;
    tenant.deletions.carryOutDue();
    const { canonical, custom } = tenant.domains;
    if (![canonical, custom].includes(request.host)) {
      throw notFound(`No tenant at ${request.host}: this one is at ${canonical} and ${custom}`);
    }
    done();
  });

  app.register(oauthRoutes(tenant, accessTokens, providers));
  app.register(openIdConnectRoutes(providers));
  app.register(userinfoRoutes(tenant, accessTokens, providers));
  app.register(mfaRoutes(tenant, mfaTokens));
  app.register(loginPageRoutes(tenant, providers));
  app.register(logoutRoutes(tenant, providers));
  app.register(managementApiRoutes(tenant, new Authorization(tenant, accessTokens)), { prefix: "/api/v2" });
  app.register(loginRoutes(logins, activity), { prefix: `${CONTROL_PREFIX}logins` });
  app.register(faultRoutes(faults), { prefix: `${CONTROL_PREFIX}faults` });
  app.register(trafficRoutes(traffic), { prefix: `${CONTROL_PREFIX}traffic` });
  app.register(controlRoutes(tenant, accessTokens, population, journal), { prefix: CONTROL_PREFIX });
  return app;
}
