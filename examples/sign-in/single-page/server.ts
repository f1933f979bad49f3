import { createServer } from "node:https";
import path from "node:path";
import express from "express";

const { AUTH0_DOMAIN, AUTH0_CLIENT_ID, REFRESH_TOKENS, CERTIFICATE, PRIVATE_KEY, PORT = "3000" } = process.env;

const app = express();
app.use(express.static(path.join(__dirname, "public")));
app.get("/auth0-spa-js.js", (_request, response) => {
  const library = path.join(require.resolve("@auth0/auth0-spa-js"), "..", "..", "auth0-spa-js.production.esm.js");
  response.sendFile(library);
});
app.get("/configuration", (_request, response) => {
  response.json({ domain: AUTH0_DOMAIN, clientId: AUTH0_CLIENT_ID, useRefreshTokens: REFRESH_TOKENS === "true" });
});

// It uses HTTPS, as the tenant does: browsers send the tenant's cookie in silent authentication only if both are on the same site.
createServer({ cert: CERTIFICATE, key: PRIVATE_KEY }, app).listen(Number(PORT), "localhost", () =>
  console.log(`The application is at https://localhost:${PORT}`),
);
