import { Auth0, LIST, TOKEN, current, listOf, token } from "./signing-in";

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

const unlimited = { when: { clients: ["kiosk"] }, maxSessions: "unlimited" } as const;
const apart = { when: { clients: ["ios"] }, maxSessions: 1, counts: "matching" } as const;

async function notesOf(policy: object, metadata: Record<string, string> = {}): Promise<unknown[][]> {
  const setMetadata = jest.fn<unknown, [string, string]>();
  auth0.tenant.on(TOKEN, token()).on(LIST, listOf(current));
  const api = { session: { revoke: auth0.revokeSession, setMetadata } };
  await auth0.signIn({ policy, api, event: { session: { ...current, metadata } } });
  return setMetadata.mock.calls;
}

test.each<[string, object, Record<string, string>, string[][]]>([
  ["where applications are unlimited", { rules: [unlimited] }, {}, [["single_session", "rest"]]],
  ["where some have a limit of their own", { rules: [apart] }, {}, [["single_session", "rest"]]],
  ["beside what was noted", { rules: [apart] }, { single_session: "0" }, [["single_session", "0 rest"]]],
  ["but not twice, since metadata has a length", { rules: [apart] }, { single_session: "rest 0" }, []],
  ["but not where only logins count", {}, {}, []],
  ["but not where nothing was enforced", { rules: [apart], enforcement: "report-only" }, {}, []],
])("a login notes in its session that it was counted %s", async (_, policy, metadata, notes) => {
  expect(await notesOf(policy, metadata)).toEqual(notes);
});
