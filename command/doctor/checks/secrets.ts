import type { TenantFacts } from "../examination/facts";
import { list, ok, problem, type Finding } from "../finding";

/** Whether the Action has the secrets it authenticates with. Only their names are checked, because the tenant shows no values. */
export function checkSecrets({ action, applications }: TenantFacts): Finding[] {
  if (!action?.deployed) return [];
  const { secrets } = action.deployed;
  const application = applications?.length === 1 ? applications[0] : undefined;
  const wantsKey = application ? application.privateKeyJwt : secrets.includes("privateKey");
  const needed = ["domain", "clientId", wantsKey ? "privateKey" : "clientSecret"];
  const missing = needed.filter((name) => !secrets.includes(name));
  if (missing.length === 0) return [ok(`the Action has the secrets ${list(needed)}`)];
  return [
    problem({
      what: `the Action lacks the secrets ${list(missing)}; it has ${list(secrets)}`,
      why: "the Action cannot authenticate without them, and Terraform does not notice that they are missing",
      advice:
        "raise the version of a write-only secret; otherwise, make Terraform replace the Action (terraform apply -replace)",
    }),
  ];
}
