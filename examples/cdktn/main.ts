import { App, TerraformOutput, TerraformStack } from "cdktn";
import { SingleSessionConstruct } from "cdktf-auth0-single-session/cdktn";
import { Auth0Provider } from "cdktf-auth0-single-session/cdktn/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const singleSession = new SingleSessionConstruct(stack, "SingleSession", { policy: { maxSessions: 1 } });

new TerraformOutput(stack, "action", { value: singleSession.action.name });

app.synth();
