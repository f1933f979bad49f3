import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Interaction, InteractionResults } from "oidc-provider";
import { logUnknownLogin } from "../logins/login-log";
import type { Tenant } from "../tenant/tenant";
import { errors } from "./oidc-provider";
import { formPage, messagePage, type Form } from "./pages";
import type { DomainProvider, Providers } from "./providers";
import { SECOND_FACTOR } from "./second-factor";

type ForState = Pick<FastifyRequest, "host" | "raw"> & { query: { state: string } };

const State = Type.Object({ state: Type.String() });
const Credentials = Type.Object({ username: Type.String(), password: Type.String() });
const SecondFactor = Type.Object({ code: Type.String() });

/** The pages of a login: who the user is, and, where it is asked for, a second factor. */
export function loginPageRoutes(tenant: Tenant, providers: Providers): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      const advice =
        "It was finished already, took too long, or was begun in another browser. Go back to the application.";
      return sendPage(reply, messagePage("There is no login to go on with", advice), 400);
    });

    app.get("/u/login", { schema: { querystring: State } }, async (request, reply) => {
      const { interaction } = await inProgress(request, reply);
      const { login_hint = "" } = interaction.params as { login_hint?: string };
      return sendPage(reply, loginPage(request.url, nameOf(interaction), login_hint));
    });

    app.post("/u/login", { schema: { querystring: State, body: Credentials } }, async (request, reply) => {
      const { interaction, provider } = await inProgress(request, reply);
      const { username, password } = request.body;
      const connection = interaction.params.connection as string | undefined;
      const user = tenant.users.withPassword(username, password, connection);
      if (!user) {
        const description = "Wrong email or password.";
        const client_id = String(interaction.params.client_id);
        logUnknownLogin(tenant, { type: "fp", description, client_id, hostname: request.host });
        return sendPage(reply, loginPage(request.url, nameOf(interaction), username, description), 400);
      }
      await forgetOtherUser(tenant, provider, interaction, user.user_id);
      return finish(request, reply, provider, { login: { accountId: user.user_id } });
    });

    app.get("/u/mfa-otp-challenge", { schema: { querystring: State } }, async (request, reply) => {
      await inProgress(request, reply);
      return sendPage(reply, secondFactorPage(request.url));
    });

    app.post("/u/mfa-otp-challenge", { schema: { querystring: State, body: SecondFactor } }, async (request, reply) => {
      const { provider } = await inProgress(request, reply);
      if (request.body.code.trim() !== SECOND_FACTOR) {
        return sendPage(reply, secondFactorPage(request.url, "The code is not the one."), 400);
      }
      return finish(request, reply, provider, { secondFactor: {} });
    });
    done();
  };

  function nameOf({ params }: Interaction): string {
    const clientId = String(params.client_id);
    return tenant.clients.find(clientId)?.name ?? clientId;
  }

  /** @throws SessionNotFound for one that this browser has not begun */
  async function inProgress({ host, raw, query }: ForState, reply: Pick<FastifyReply, "raw">) {
    const { provider } = providers.at(host);
    const interaction = await provider.interactionDetails(raw, reply.raw);
    if (interaction.uid !== query.state) throw new errors.SessionNotFound("another login");
    return { interaction, provider };
  }
}

async function finish(
  { raw }: Pick<FastifyRequest, "raw">,
  reply: FastifyReply,
  provider: DomainProvider["provider"],
  findings: InteractionResults,
): Promise<FastifyReply> {
  const next = await provider.interactionResult(raw, reply.raw, findings, { mergeWithLastSubmission: true });
  return reply.redirect(next, 303);
}

/** Whoever signs in at a browser that somebody else is signed in at takes their place. */
async function forgetOtherUser(
  tenant: Tenant,
  provider: DomainProvider["provider"],
  interaction: Interaction,
  userId: string,
): Promise<void> {
  const { session } = interaction;
  if (!session || session.accountId === userId) return;
  tenant.endSession(session.uid, { preserveRefreshTokens: true });
  const browser = await provider.Session.find(session.cookie);
  await browser?.destroy();
  interaction.session = undefined;
  await interaction.persist();
}

function loginPage(action: string, application: string, username: string, problem?: string): string {
  return formPage({
    title: "Log in",
    hint: `Log in to the simulated tenant to go on to ${application}.`,
    action,
    fields: [
      { name: "username", label: "Email address", type: "text", autocomplete: "username", value: username },
      { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
    ],
    button: "Continue",
    ...(problem !== undefined && { problem }),
  });
}

function secondFactorPage(action: string, problem?: string): string {
  const form: Form = {
    title: "Verify your identity",
    hint: `Enter the code of your second factor. In the simulator it is ${SECOND_FACTOR} for everybody.`,
    action,
    fields: [{ name: "code", label: "One-time code", type: "text", autocomplete: "one-time-code" }],
    button: "Continue",
  };
  return formPage({ ...form, ...(problem !== undefined && { problem }) });
}

function sendPage(reply: FastifyReply, page: string, statusCode = 200): FastifyReply {
  return reply
    .code(statusCode)
    .headers({ "cache-control": "no-store", "content-security-policy": "frame-ancestors 'none'" })
    .type("text/html; charset=utf-8")
    .send(page);
}
