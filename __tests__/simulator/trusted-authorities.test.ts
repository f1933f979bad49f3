import { once } from "node:events";
import { createServer, get, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { issueLoopbackCertificate } from "../../simulator/certificate-authority";
import { startSimulator } from "../../simulator/simulator";
import { trust } from "../../simulator/trusted-authorities";

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function served() {
  const { certificate, privateKey, certificateAuthority } = await issueLoopbackCertificate();
  const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end());
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const answer = () =>
    new Promise((resolve) => {
      // Without an agent, which would resume the TLS session of an earlier request without looking at the certificate.
      const request = get({ host: "127.0.0.1", port, agent: false }, (response) => resolve(response.statusCode));
      request.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
    });
  return { certificateAuthority, answer };
}

test("an authority is trusted until that is ended, each by itself", async () => {
  const [one, other] = await Promise.all([served(), served()]);
  const answers = () => Promise.all([one.answer(), other.answer()]);
  const refused = "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
  expect(await answers()).toEqual([refused, refused]);
  const distrustOne = trust(one.certificateAuthority);
  expect(await answers()).toEqual([200, refused]);
  const distrustOther = trust(other.certificateAuthority);
  expect(await answers()).toEqual([200, 200]);
  distrustOne();
  expect(await answers()).toEqual([refused, 200]);
  distrustOther();
  expect(await answers()).toEqual([refused, refused]);
});

test("a tenant is trusted where it is asked for", async () => {
  const trusted = await startSimulator({ trusted: true });
  const other = await startSimulator();
  const reach = ({ domain }: { domain: string }) => fetch(`https://${domain}/.well-known/openid-configuration`);
  expect((await reach(trusted)).status).toBe(200);
  await expect(reach(other)).rejects.toThrow("fetch failed");
  await Promise.all([trusted.close(), other.close()]);
});
