import { AUTH0_SDK, RUNTIME, TRIGGER } from "../../../contract/pins";
import { UsageError } from "../../options";
import { describeError } from "../../tenant/api-error";
import { persist } from "../../tenant/persistence";
import type { TenantReader } from "../../tenant/tenant-reader";
import { ACTION_CODE, METADATA_KEY, type LoginRecord } from "./action-code";

/** The name of everything that the probe creates. */
export const PROBE_NAME = "auth0-single-session-probe";

export const PROBE_SCOPES = [
  "create:clients",
  "read:clients",
  "delete:clients",
  "read:client_keys",
  "create:client_grants",
  "create:actions",
  "read:actions",
  "update:actions",
  "delete:actions",
  "read:users",
  "update:users",
  "read:sessions",
  "delete:sessions",
];

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the probe creates in a tenant and removes again. */
export class TestBed {
  /** The sessions of the probe's logins that have not been deleted yet. */
  readonly sessions = new Set<string>();

  constructor(
    readonly reader: TenantReader,
    private readonly tenant: { domain: string; audience: string },
    readonly user: string,
  ) {}

  private get management() {
    return this.reader.management;
  }

  /** @throws UsageError if there is no such user */
  async requireUser(): Promise<void> {
    try {
      await persist(async () => this.management.users.get(this.user, { fields: "user_id" }));
    } catch (error) {
      throw new UsageError(`the user "${this.user}" cannot be read: ${describeError(error).reason}`);
    }
  }

  /** Creates an application that may only list sessions. */
  async addApplication(): Promise<Credentials> {
    const { client_id: clientId = "", client_secret: clientSecret = "" } = await this.management.clients.create({
      name: PROBE_NAME,
      description: "created by auth0-single-session doctor --probe, which deletes it",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
    });
    const { audience } = this.tenant;
    await this.management.clientGrants.create({ client_id: clientId, audience, scope: ["read:sessions"] });
    return { clientId, clientSecret };
  }

  /** @returns the Action's id */
  async addAction(application: Credentials): Promise<string> {
    const secrets = { ...this.tenant, ...application, userId: this.user };
    const { id } = await this.management.actions.create({
      name: PROBE_NAME,
      supported_triggers: [{ id: "post-login", version: TRIGGER.version }],
      runtime: RUNTIME,
      dependencies: [AUTH0_SDK],
      secrets: Object.entries(secrets).map(([name, value]) => ({ name, value })),
      code: ACTION_CODE,
    });
    return id!;
  }

  async buildStatus(action: string): Promise<string> {
    return persist(async () => (await this.management.actions.get(action)).status ?? "unknown");
  }

  async deploy(action: string): Promise<void> {
    await this.management.actions.deploy(action);
  }

  /** Binds the Action before all others, because one of those may end sessions or refuse the login. */
  async bindFirst(action: string): Promise<void> {
    const { bindings } = this.management.actions.triggers;
    // One page is enough, because Auth0 allows 20 Actions per trigger.
    const { data } = await bindings.list("post-login", { per_page: 50 });
    const others = data.map(({ id, display_name }) => ({
      ref: { type: "binding_id" as const, value: id! },
      display_name,
    }));
    const own = { ref: { type: "action_id" as const, value: action }, display_name: PROBE_NAME };
    await bindings.updateMany("post-login", { bindings: [own, ...others] });
  }

  /** What the Action wrote at the latest login. */
  async latestLogin(): Promise<LoginRecord | undefined> {
    const fields = { fields: "app_metadata", include_fields: true };
    const { app_metadata } = await persist(async () => this.management.users.get(this.user, fields));
    return app_metadata?.[METADATA_KEY] as LoginRecord | undefined;
  }

  async listedSessions(): Promise<string[]> {
    return persist(async () => {
      const ids: string[] = [];
      for await (const { id } of await this.management.users.sessions.list(this.user, { take: 100 })) ids.push(id!);
      return ids;
    });
  }

  async deleteSession(id: string): Promise<void> {
    await persist(async () => this.management.sessions.delete(id));
    this.sessions.delete(id);
  }

  /**
   * Removes everything that this probe or an earlier one created, as far as it exists.
   *
   * @returns what could not be removed, and why
   */
  async clear(): Promise<string[]> {
    const parts: [what: string, remove: () => Promise<void>][] = [
      [`the Action "${PROBE_NAME}"`, () => this.deleteActions()],
      [`the application "${PROBE_NAME}"`, () => this.deleteApplications()],
      [`app_metadata.${METADATA_KEY} of the user`, () => this.clearMetadata()],
      ["the sessions of the logins", () => this.deleteSessions()],
    ];
    const left: string[] = [];
    for (const [what, remove] of parts) {
      await remove().catch((error: unknown) => left.push(`${what}: ${describeError(error).reason}`));
    }
    return left;
  }

  private async deleteActions(): Promise<void> {
    const { data } = await persist(async () => this.management.actions.list({ actionName: PROBE_NAME, per_page: 100 }));
    for (const { id } of data.filter(({ name }) => name === PROBE_NAME)) {
      // This also removes the Action's binding, and leaves the other bindings as they are.
      await unlessGone(async () => this.management.actions.delete(id!, { force: true }));
    }
  }

  private async deleteApplications(): Promise<void> {
    const ids = await persist(async () => {
      const found: string[] = [];
      const query = { fields: "client_id,name", include_fields: true, per_page: 100 };
      for await (const { client_id, name } of await this.management.clients.list(query)) {
        if (name === PROBE_NAME) found.push(client_id!);
      }
      return found;
    });
    for (const id of ids) await unlessGone(async () => this.management.clients.delete(id));
  }

  private async clearMetadata(): Promise<void> {
    if (!(await this.latestLogin())) return;
    await persist(async () => this.management.users.update(this.user, { app_metadata: { [METADATA_KEY]: null } }));
  }

  private async deleteSessions(): Promise<void> {
    for (const id of this.sessions) await unlessGone(() => this.deleteSession(id));
  }
}

async function unlessGone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await persist(remove);
  } catch (error) {
    if (describeError(error).status !== 404) throw error;
  }
}
