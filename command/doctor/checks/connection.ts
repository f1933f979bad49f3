import type { Connection } from "../examination/facts";
import { ok, problem, type Finding } from "../finding";

const ADVICE = {
  unreachable: "check the domain's spelling, this machine's network and its proxy",
  untrusted:
    "check the certificate; if your own certificate authority signed it, set NODE_EXTRA_CA_CERTS for the doctor and SSL_CERT_FILE for Terraform to that authority's file",
  "no tenant": "pass the tenant's canonical domain, such as acme.eu.auth0.com, or a custom domain that has been set up",
};

/** Whether a tenant answers at the domain, with a trusted certificate. */
export function checkConnection(domain: string, connection: Connection): Finding {
  if (connection.state === "trusted")
    return ok(`a tenant answers at https://${domain}, and its certificate is trusted`);
  const { state, reason } = connection;
  return problem({
    what: `https://${domain} is ${state === "no tenant" ? "no Auth0 tenant" : state}: ${reason}`,
    why: "Terraform and the Action call the Management API there",
    advice: ADVICE[state],
  });
}
