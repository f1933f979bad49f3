// What Auth0's support article has people paste, written anew from what it does: a client for each login, the first page
// of sessions, one deletion after another, and nothing for the day when the Management API refuses.
const { ManagementClient } = require("auth0");

exports.onExecutePostLogin = async (event) => {
  const { domain, clientId, clientSecret } = event.secrets;
  const management = new ManagementClient({ domain, clientId, clientSecret });
  const { data: sessions } = await management.users.sessions.list(event.user.user_id);
  for (const { id } of sessions) {
    if (id !== event.session?.id) await management.sessions.delete(id);
  }
};
