import type { Adapter, AdapterPayload } from "oidc-provider";
import type { Tenant } from "../tenant/tenant";
import { clientMetadata } from "./client-metadata";

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds since the Unix epoch. */
  expiresAt: number;
}

/** Seconds that an expired device code is still known for. */
const FORGOTTEN_AFTER = 60 * 60;

/** Where oidc-provider keeps what it gives out. What the tenant keeps itself is looked up there. */
export function storageOf(tenant: Tenant): (model: string) => Adapter {
  return (model) => {
    if (model === "Client") return adapterOf(new ClientStorage(tenant));
    if (model === "Session") return adapterOf(new SessionStorage(tenant));
    if (model === "DeviceCode") return adapterOf(new DeviceCodeStorage(tenant));
    if (model === "RefreshToken") return adapterOf(new RefreshTokenStorage(tenant));
    return adapterOf(new Storage());
  };
}

type Found = AdapterPayload | undefined;

/** oidc-provider expects storage that takes a while. */
function adapterOf(storage: Storage): Adapter {
  return {
    upsert: (id, payload, expiresIn = 0) => Promise.resolve(storage.upsert(id, payload, expiresIn)),
    find: (id) => Promise.resolve(storage.find(id)),
    findByUserCode: (userCode) => Promise.resolve(storage.findWhere((payload) => payload.userCode === userCode)),
    findByUid: (uid) => Promise.resolve(storage.findWhere((payload) => payload.uid === uid)),
    consume: (id) => Promise.resolve(storage.consume(id)),
    destroy: (id) => Promise.resolve(storage.destroy(id)),
    revokeByGrantId: (grantId) => Promise.resolve(storage.revokeByGrantId(grantId)),
  };
}

/** All of one kind live equally long, so that they expire in the order in which they came. */
class Storage {
  private readonly entries = new Map<string, Entry>();

  upsert(id: string, payload: AdapterPayload, expiresIn: number): void {
    const now = Date.now();
    for (const [oldest, { expiresAt }] of this.entries) {
      if (expiresAt > now) break;
      this.entries.delete(oldest);
    }
    this.entries.delete(id);
    this.entries.set(id, { payload, expiresAt: now + expiresIn * 1000 });
  }

  find(id: string): Found | Promise<Found> {
    const entry = this.entries.get(id);
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  }

  findWhere(matches: (payload: AdapterPayload) => boolean): Found {
    const now = Date.now();
    return [...this.entries.values()].find(({ payload, expiresAt }) => expiresAt > now && matches(payload))?.payload;
  }

  consume(id: string): void {
    const entry = this.entries.get(id);
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
  }

  destroy(id: string): void {
    this.entries.delete(id);
  }

  revokeByGrantId(grantId: string): void {
    for (const [id, { payload }] of this.entries) if (payload.grantId === grantId) this.entries.delete(id);
  }
}

class ClientStorage extends Storage {
  constructor(private readonly tenant: Tenant) {
    super();
  }

  override async find(id: string): Promise<Found> {
    const client = this.tenant.clients.find(id);
    return client && (await clientMetadata(this.tenant, client));
  }
}

/**
 * What a browser's cookie stands for. Once somebody has signed in with it, its `uid` is the id of the tenant's session, and
 * it ends with that: whatever ended it, the browser's next request finds nobody signed in.
 */
class SessionStorage extends Storage {
  constructor(private readonly tenant: Tenant) {
    super();
  }

  override async find(id: string): Promise<Found> {
    return this.whileLive(await super.find(id));
  }

  override findWhere(matches: (payload: AdapterPayload) => boolean): Found {
    return this.whileLive(super.findWhere(matches));
  }

  private whileLive(payload: Found): Found {
    if (payload?.accountId === undefined) return payload;
    const session = this.tenant.sessions.live(payload.uid ?? "");
    // The tenant may be ahead of this machine, by whose time tokens are checked.
    return session && { ...payload, loginTs: this.tenant.clock.onThisMachine(session.authenticated_at) };
  }
}

/** A device learns that its code has expired, by the tenant's time, as long as the code is not forgotten. */
class DeviceCodeStorage extends Storage {
  constructor(private readonly tenant: Tenant) {
    super();
  }

  override upsert(id: string, payload: AdapterPayload, expiresIn: number): void {
    const expiresAt = new Date(this.tenant.clock.milliseconds + expiresIn * 1000).toISOString();
    super.upsert(id, { ...payload, expiresAt }, expiresIn + FORGOTTEN_AFTER);
  }

  override async find(id: string): Promise<Found> {
    return this.asOfNow(await super.find(id));
  }

  override findWhere(matches: (payload: AdapterPayload) => boolean): Found {
    return this.asOfNow(super.findWhere(matches));
  }

  private asOfNow(payload: Found): Found {
    return payload && { ...payload, exp: this.tenant.clock.onThisMachine(payload.expiresAt as string) };
  }
}

/** For the revocation endpoint: refresh tokens are issued and exchanged elsewhere. */
class RefreshTokenStorage extends Storage {
  constructor(private readonly tenant: Tenant) {
    super();
  }

  override find(value: string): Found {
    const stored = this.tenant.refreshTokens.withValue(value);
    if (!stored) return undefined;
    const { user_id: accountId, client_id: clientId } = stored.token;
    return { kind: "RefreshToken", jti: value, accountId, clientId, grantId: "", exp: Date.now() };
  }

  override destroy(value: string): void {
    const stored = this.tenant.refreshTokens.withValue(value);
    if (stored) this.tenant.refreshTokens.revoke(stored.token.id);
  }
}
