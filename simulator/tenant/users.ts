import { createHash } from "node:crypto";
import { badRequest, conflict, notFound } from "../errors";
import type { Clock } from "./clock";
import { Collection, type CollectionState } from "./collection";
import type { Connections } from "./connections";
import { newUserId } from "./identifiers";
import { mergeMetadata, type Metadata } from "./metadata";
import { Passwords } from "./passwords";
import type { Statistics } from "./statistics";

export interface UserFields {
  email?: string;
  username?: string;
  name?: string;
  nickname?: string;
  given_name?: string;
  family_name?: string;
  picture?: string;
  email_verified?: boolean;
  blocked?: boolean;
  app_metadata?: Metadata;
  user_metadata?: Metadata;
}

/** Null takes away what is there. */
export interface UserChanges extends Omit<UserFields, "name" | "nickname" | "given_name" | "family_name" | "picture"> {
  name?: string | null;
  nickname?: string | null;
  given_name?: string | null;
  family_name?: string | null;
  picture?: string | null;
}

export interface NewUser extends UserFields {
  connection: string;
  password?: string;
  /** The part after `auth0|`. */
  user_id?: string;
  /** @default now */
  at?: Date;
}

/** Every date is ISO 8601. */
export interface StoredUser extends UserFields {
  user_id: string;
  identities: { connection: string; provider: "auth0"; user_id: string; isSocial: boolean }[];
  created_at: string;
  updated_at: string;
  logins_count: number;
  last_login?: string;
  last_ip?: string;
  last_password_reset?: string;
}

/** The users of the database connections. */
export class Users {
  private readonly users = new Collection<StoredUser>();
  /** Of each connection: an e-mail address and a user name are one user's in it. */
  private readonly taken = new Set<string>();
  private readonly passwords = new Passwords();

  constructor(
    private readonly clock: Clock,
    private readonly statistics: Statistics,
    private readonly connections: Connections,
  ) {}

  create({ connection, password, user_id = newUserId(), at = this.clock.now(), ...given }: NewUser): StoredUser {
    this.requireDatabase(connection);
    const profile = withSmallEmail(given);
    const id = `auth0|${user_id}`;
    const identifiers = identifiersIn(connection, profile);
    if (this.users.find(id) || identifiers.some((identifier) => this.taken.has(identifier))) {
      throw conflict("The user already exists.", "auth0_idp_error");
    }
    for (const identifier of identifiers) this.taken.add(identifier);
    if (password !== undefined) this.passwords.set(id, password);
    const now = at.toISOString();
    this.statistics.count("signups", now);
    return this.users.add(id, {
      email_verified: false,
      ...(profile.email !== undefined && {
        name: profile.email,
        nickname: profile.email.split("@")[0],
        picture: gravatar(profile.email),
      }),
      ...profile,
      user_id: id,
      identities: [{ connection, provider: "auth0", user_id, isSocial: false }],
      created_at: now,
      updated_at: now,
      logins_count: 0,
    });
  }

  get(userId: string): StoredUser {
    const user = this.users.find(userId);
    if (!user) throw notFound("The user does not exist.", "inexistent_user");
    return user;
  }

  find(userId: string): StoredUser | undefined {
    return this.users.find(userId);
  }

  /**
   * Who gives these credentials: an email address or a user name, and a password that is not empty.
   *
   * @param connection the only database to look in. @default all of them
   */
  withPassword(name: string, password: string, connection?: string): StoredUser | undefined {
    if (password === "") return undefined;
    return this.users
      .all()
      .filter(({ email, username }) => email === name.toLowerCase() || username === name)
      .filter((user) => connection === undefined || connectionOf(user) === connection)
      .find(({ user_id }) => this.passwords.matches(user_id, password));
  }

  changePassword(user: StoredUser, password: string): void {
    this.passwords.set(user.user_id, password);
    user.last_password_reset = user.updated_at;
  }

  all(): StoredUser[] {
    return this.users.all();
  }

  update(userId: string, { app_metadata, user_metadata, ...given }: UserChanges): StoredUser {
    const user = this.get(userId);
    const profile = withSmallEmail(given);
    this.changeIdentifiers(user, profile);
    Object.assign(user, profile, { updated_at: this.clock.timestamp() });
    for (const name of REMOVABLE) if (profile[name] === null) delete user[name];
    if (app_metadata) user.app_metadata = changedByApi(user.app_metadata, app_metadata);
    if (user_metadata) user.user_metadata = changedByApi(user.user_metadata, user_metadata);
    return user;
  }

  /** What Actions asked for, key by key. */
  changeMetadata(
    userId: string,
    { appMetadata, userMetadata }: { appMetadata?: Metadata; userMetadata?: Metadata },
  ): void {
    const user = this.get(userId);
    if (appMetadata) user.app_metadata = mergeMetadata(user.app_metadata, appMetadata);
    if (userMetadata) user.user_metadata = mergeMetadata(user.user_metadata, userMetadata);
    user.updated_at = this.clock.timestamp();
  }

  recordLogin(user: StoredUser, ip: string, at: string): void {
    this.statistics.count("logins", at);
    Object.assign(user, { logins_count: user.logins_count + 1, last_login: at, last_ip: ip, updated_at: at });
  }

  delete(userId: string): void {
    const user = this.users.find(userId);
    if (user) for (const identifier of identifiersIn(connectionOf(user), user)) this.taken.delete(identifier);
    this.passwords.forget(userId);
    this.users.delete(userId);
  }

  state() {
    return { users: this.users.state(), passwords: this.passwords.state() };
  }

  restore({ users, passwords }: { users: CollectionState<StoredUser>; passwords: [string, string][] }): void {
    this.users.restore(users);
    this.passwords.restore(passwords);
    for (const user of this.users.all()) {
      for (const identifier of identifiersIn(connectionOf(user), user)) this.taken.add(identifier);
    }
  }

  /** @throws ManagementApiError 400 where another user has one of them */
  private changeIdentifiers(user: StoredUser, { email = user.email, username = user.username }: Identifiers): void {
    const connection = connectionOf(user);
    const own = identifiersIn(connection, user);
    const wanted = identifiersIn(connection, { email, username });
    const occupied = wanted.find((identifier) => this.taken.has(identifier) && !own.includes(identifier));
    if (occupied !== undefined) {
      const kind = identifiersIn(connection, { email }).includes(occupied) ? "email" : "username";
      throw badRequest(`The specified new ${kind} already exists`, "auth0_idp_error");
    }
    for (const identifier of own) this.taken.delete(identifier);
    for (const identifier of wanted) this.taken.add(identifier);
  }

  private requireDatabase(connection: string): void {
    if (this.connections.isDatabase(connection)) return;
    const databases = this.connections.all().filter(({ name }) => this.connections.isDatabase(name));
    const known = databases.map(({ name }) => name).join(", ");
    if (!this.connections.named(connection)) {
      throw badRequest(`The connection does not exist: ${connection}; the tenant has ${known}`);
    }
    throw badRequest(`Users of ${connection} come from its identity provider; users can be created in ${known}`);
  }
}

const REMOVABLE = ["name", "nickname", "given_name", "family_name", "picture"] as const;

/** As databases keep it. Source: Auth0 support, "Uppercase Characters in User Email Addresses". */
function withSmallEmail<Fields extends { email?: string }>(fields: Fields): Fields {
  return fields.email === undefined ? fields : { ...fields, email: fields.email.toLowerCase() };
}

/** Merged, except that an empty object empties. */
function changedByApi(current: Metadata | undefined, changes: Metadata): Metadata {
  return Object.keys(changes).length === 0 ? {} : mergeMetadata(current, changes);
}

/** Where Auth0 has the picture from of a user that brings none along. */
function gravatar(email: string): string {
  const hash = createHash("md5").update(email.trim().toLowerCase()).digest("hex");
  return `https://s.gravatar.com/avatar/${hash}?s=480&r=pg`;
}

/** The user's first identity is the account itself; others would be linked to it. */
export function connectionOf({ identities }: StoredUser): string {
  return identities[0]!.connection;
}

interface Identifiers {
  email?: string | undefined;
  username?: string | undefined;
}

function identifiersIn(connection: string, { email, username }: Identifiers): string[] {
  return [
    ...(email === undefined ? [] : [`${connection} email ${email}`]),
    ...(username === undefined ? [] : [`${connection} username ${username}`]),
  ];
}
