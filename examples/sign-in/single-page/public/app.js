import { Auth0Client } from "@auth0/auth0-spa-js";

const { domain, clientId, useRefreshTokens } = await (await fetch("configuration")).json();
const auth0 = new Auth0Client({
  domain,
  clientId,
  useRefreshTokens,
  authorizationParams: { redirect_uri: location.origin },
});

const element = (id) => document.getElementById(id);

/** The errors of `getTokenSilently` once the session or the refresh token has ended. */
const ENDED = ["login_required", "invalid_grant"];

/** After a refusal, Auth0 must ask for the password instead of refusing again at once. */
let prompt;

await begin();
element("sign-in").addEventListener("click", () => auth0.loginWithRedirect({ authorizationParams: { prompt } }));
element("sign-out").addEventListener("click", () => auth0.logout({ logoutParams: { returnTo: location.origin } }));
element("go-on").addEventListener("click", goOn);

async function begin() {
  const answer = new URLSearchParams(location.search);
  if (answer.has("state")) return finishSignIn();
  await auth0.checkSession();
  return show();
}

/** Shows a refused login instead of starting another one, which would be refused again, in an endless loop. */
async function finishSignIn() {
  let reason;
  try {
    await auth0.handleRedirectCallback();
  } catch (error) {
    reason = `Your sign-in was refused: ${error.error_description ?? error.message}`;
    prompt = "login";
  }
  history.replaceState(null, "", "/");
  await show(reason);
}

/** Does what an application does before each call to its API. Here, the token is new each time, so that the session is checked. */
async function goOn() {
  try {
    await auth0.getTokenSilently({ cacheMode: "off" });
    await show("You are still signed in.");
  } catch (error) {
    if (!ENDED.includes(error.error)) return show(`Auth0 did not answer as expected: ${error.message}`);
    await auth0.logout({ openUrl: false }); // only in this application: the session has already ended
    await show("Your session has ended, as it does when you sign in on another device.");
  }
}

async function show(reason = "") {
  const user = await auth0.getUser();
  element("state").textContent = user ? `You are signed in as ${user.name}.` : "You are not signed in.";
  element("reason").textContent = reason;
  element("sign-in").hidden = user !== undefined;
  for (const id of ["go-on", "sign-out"]) element(id).hidden = user === undefined;
}
