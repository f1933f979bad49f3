// The Action that Auth0's support article tells people to paste, rewritten from what it does: it creates a client for each login,
// reads the first page of sessions, makes one deletion after another, and does nothing about refusals by the Management API.
const { ManagementClient } = require("auth0");

exports.onExecutePostLogin = async (event) => {
  const { domain, clientId, clientSecret } = event.secrets;
  const management = new ManagementClient({ domain, clientId, clientSecret });
  const { data: sessions } = await management.users.sessions.list(event.user.user_id);
  for (const { id } of sessions) {
    if (id !== event.session?.id) await management.sessions.delete(id);
  }
};
