// This enforces no limit. It makes the fewest round trips with which a limit could be enforced: one for each page of sessions,
// because each page says where the next one is, and one for all the deletions, which can go out together. One deletion stands for
// all of them.
let token;

exports.onExecutePostLogin = async (event) => {
  const { user, session, secrets } = event;
  if (session?.authenticated_at === undefined || session.authenticated_at !== session.updated_at) return;

  const managementApi = `https://${secrets.domain}/api/v2`;
  token ??= await requestToken(secrets, `${managementApi}/`);
  const headers = { authorization: `Bearer ${token}` };
  let other;
  let from = "";
  do {
    const answer = await fetch(`${managementApi}/users/${user.user_id}/sessions?take=100${from}`, { headers });
    const page = await answer.json();
    other ??= page.sessions.find(({ id }) => id !== session.id);
    from = page.next && `&from=${page.next}`;
  } while (from);
  if (other) await fetch(`${managementApi}/sessions/${other.id}`, { method: "DELETE", headers });
};

async function requestToken({ domain, clientId, clientSecret }, audience) {
  const answer = await fetch(`https://${domain}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience,
    }),
  });
  return (await answer.json()).access_token;
}
