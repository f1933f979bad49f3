import type { TerraformStack } from "cdktf";
import { changes, effectsOf, type Effects } from "./changes";
import {
  bringApplication,
  existing,
  existingEphemeral,
  generatedSecret,
  newKeyPair,
  newSecret,
  privateKeyJwt,
  withoutTokenCache,
  writeOnlySecret,
} from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { addReturningUser, expectEnforced, signInThroughout, verdictOn } from "./sign-ins";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

const { rotations } = changes;

interface Configuration {
  build: (stack: TerraformStack) => void;
  variables?: Record<string, string>;
}

async function apply({ build, variables = {} }: Configuration, ...options: string[]): Promise<Effects> {
  deployment.setVariables(variables);
  await deployment.configure(build);
  return effectsOf(await deployment.changes("apply", ...options));
}

/** What changed in the tenant, in order, such as "DELETE clients". */
async function writesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const before = deployment.simulator.requests().length;
  await work();
  return deployment.simulator
    .requests()
    .slice(before)
    .filter(({ method, path }) => method !== "GET" && !/oauth|sessions|users/.test(path))
    .map(
      ({ method, path }) =>
        `${method} ${path.replace("/api/v2/", "").replaceAll(/\/(?!credentials|deploy)[^/]+/g, "")}`,
    );
}

describe("while users sign in", () => {
  test("a generated secret is exchanged with its application", async () => {
    const build = generatedSecret();
    await apply({ build });
    const replace = "-replace=auth0_client.SingleSession_Application_B8075A5E";
    let effects;
    expectEnforced(await signInThroughout(deployment, async () => (effects = await apply({ build }, replace))));
    expect(effects).toEqual(rotations["`generatedSecret()`: `-replace` of the application"]);
  });

  test("a write-only secret is exchanged with its application: the new one can do all before the Action knows it, the old one as long as the Action does", async () => {
    await apply({ build: writeOnlySecret(1), variables: { secret: newSecret() } });
    const rotated = { build: writeOnlySecret(2), variables: { secret: newSecret() } };
    let effects;
    const writes = await writesDuring(async () =>
      expectEnforced(await signInThroughout(deployment, async () => (effects = await apply(rotated)))),
    );
    expect(effects).toEqual(rotations["`writeOnlySecret()`: another `secret` and `version`"]);
    // The grant and the secret in any order, then the Action, then what it needs no longer.
    expect(writes.slice(0, 4).sort()).toEqual(["PATCH clients", "PATCH clients", "POST client-grants", "POST clients"]);
    expect(writes.slice(4, 6)).toEqual(["PATCH actions", "POST actions/deploy"]);
    expect(writes.slice(6).sort()).toEqual(["DELETE client-grants", "DELETE clients", "PATCH clients"]);
  });

  test("an existing application's secret is rotated, then handed over: the token that the Action holds lasts until then", async () => {
    const { id, secret } = await bringApplication(deployment);
    await apply({ build: existing(id), variables: { client_secret: secret } });
    let effects;
    const signIns = await signInThroughout(deployment, async () => {
      const { client_secret = "" } = await deployment.simulator.management.clients.rotateSecret(id);
      effects = await apply({ build: existing(id), variables: { client_secret } });
    });
    expectEnforced(signIns);
    expect(effects).toEqual(rotations["`existing()`: another `clientSecret`"]);
  });

  test("an existing application takes over from another, and its grant may become somebody else's", async () => {
    const [one, other] = [await bringApplication(deployment), await bringApplication(deployment)];
    await apply({ build: existing(one.id), variables: { client_secret: one.secret } });
    const variables = { client_secret: other.secret };
    const effects: Effects[] = [];
    const signIns = await signInThroughout(deployment, async () => {
      effects.push(await apply({ build: existing(other.id), variables }));
      effects.push(await apply({ build: existing(other.id, { grant: false }), variables }));
    });
    expectEnforced(signIns);
    expect(effects).toEqual([
      rotations["`existing()`: another `clientId` and `clientSecret`"],
      rotations["`existing()`: `grant` turned to `false`"],
    ]);
    const { data } = await deployment.simulator.management.clientGrants.list({ client_id: other.id });
    expect(data.map(({ scope }) => scope)).toEqual([["read:sessions", "delete:sessions"]]);
  });
});

describe("where each login asks for a token of its own", () => {
  beforeAll(() => withoutTokenCache(deployment));

  test("a private key is exchanged in three steps, in each of which users sign in", async () => {
    const [old, next] = [newKeyPair(), newKeyPair()];
    const [holdingOld, holdingNext] = [{ private_key: old.privateKey }, { private_key: next.privateKey }];
    const both = { otherPublicKey: next.publicKey, version: 1 };
    const exchanged = { otherPublicKey: old.publicKey, version: 2 };
    await apply({ build: privateKeyJwt(old.publicKey), variables: holdingOld });
    const { application } = await deployedApplication();

    const effects: Effects[] = [];
    const signIns = await signInThroughout(deployment, async () => {
      effects.push(await apply({ build: privateKeyJwt(old.publicKey, both), variables: holdingOld }));
      effects.push(await apply({ build: privateKeyJwt(next.publicKey, exchanged), variables: holdingNext }));
      effects.push(await apply({ build: privateKeyJwt(next.publicKey, { version: 2 }), variables: holdingNext }));
    });
    expectEnforced(signIns);
    const keys = rotations["`privateKeyJwt()`: `otherPublicKey` given or left out"];
    expect(effects).toEqual([keys, rotations["`privateKeyJwt()`: the two keys exchanged, another `version`"], keys]);
    expect(await deployedApplication()).toEqual({ application, credentials: 1 });
    expect(await deployment.changes("plan")).toEqual({});
  });

  test("keys that stand where they stood in an earlier version move, and can be replaced", async () => {
    const { publicKey, privateKey } = newKeyPair();
    const configuration = { build: privateKeyJwt(publicKey), variables: { private_key: privateKey } };
    const keys = "auth0_client_credentials.SingleSession_Application_Keys_2F04F160";
    await apply(configuration);
    const { application } = await deployedApplication();
    const before = "auth0_client_credentials.SingleSession_Application_Credentials_9FCDC564";
    await deployment.command("state", "mv", keys, before);
    expect(await apply(configuration)).toEqual({ auth0_client_credentials: "moved" });

    expect(await apply(configuration, `-replace=${keys}`)).toEqual({ auth0_client_credentials: "replaced" });
    expect(await deployedApplication()).toEqual({ application, credentials: 1 });
    const user = await addReturningUser(deployment);
    expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
    expect(await deployment.changes("plan")).toEqual({});
  });

  test("a generated secret that somebody rotates in the tenant reaches the Action with the next apply", async () => {
    await apply({ build: generatedSecret() });
    const { application } = await deployedApplication();
    await deployment.simulator.management.clients.rotateSecret(application);
    expect(await apply({ build: generatedSecret() })).toEqual(rotations["`generatedSecret()`: rotated in the tenant"]);
    const user = await addReturningUser(deployment);
    expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
  });

  test("an existing application's ephemeral secret is handed over with another version, and not before", async () => {
    const { id, secret } = await bringApplication(deployment);
    await apply({ build: existingEphemeral(id, 1), variables: { client_secret: secret } });
    const { client_secret = "" } = await deployment.simulator.management.clients.rotateSecret(id);
    expect(await apply({ build: existingEphemeral(id, 1), variables: { client_secret } })).toEqual({});
    expect(await apply({ build: existingEphemeral(id, 2), variables: { client_secret } })).toEqual(
      rotations["`existing()`: another `clientSecret`"],
    );
    const user = await addReturningUser(deployment);
    expect(verdictOn(await deployment.simulator.browser.signIn({ user }))).toBe("enforced");
  });

  test("an existing application's secret is used as soon as it is handed over, and logins are let through until then", async () => {
    const { id, secret } = await bringApplication(deployment);
    await apply({ build: existing(id), variables: { client_secret: secret } });
    const { client_secret = "" } = await deployment.simulator.management.clients.rotateSecret(id);
    const user = await addReturningUser(deployment);
    const signIn = async () => verdictOn(await deployment.simulator.browser.signIn({ user }));

    expect(await signIn()).toContain("sessions-unknown");
    await apply({ build: existing(id), variables: { client_secret } });
    expect(await signIn()).toBe("enforced");
  });
});

async function deployedApplication(): Promise<{ application: string; credentials: number }> {
  const { clients } = deployment.simulator.management;
  const { data } = await clients.list();
  const [application, ...others] = data.filter(({ name }) => name === "SingleSession");
  expect(others).toEqual([]);
  const id = application!.client_id!;
  return { application: id, credentials: (await clients.credentials.list(id)).length };
}
