import { scopesOf } from "../../../contract/scopes";
import type { TenantFacts } from "../examination/facts";
import { list, note, ok, problem, type Finding } from "../finding";

/** Whether the application has the scopes that the policy needs, and no others. */
export function checkScopes({ audience, grants, action, broughtClientId }: TenantFacts): Finding[] {
  const policy = action?.deployed?.head?.policy;
  if (!grants || !policy) return [];

  const grant = grants.find((one) => one.audience === audience);
  const granted = grant?.scopes ?? [];
  const needed = scopesOf(policy);
  const missing = granted === "all" ? [] : needed.filter((scope) => !granted.includes(scope));
  const surplus = granted === "all" ? ["all scopes"] : granted.filter((scope) => !needed.includes(scope));
  const elsewhere = grants.map((grant) => grant.audience).filter((other) => other !== audience);

  const excess = broughtClientId === undefined ? problem : note;
  return [
    ...(missing.length > 0
      ? [tooFew(grant ? "lacks" : "has no client grant for the Management API, and lacks", missing)]
      : []),
    ...(surplus.length > 0 ? [excess(tooMany(`scopes that the policy does not need: ${list(surplus)}`))] : []),
    ...(elsewhere.length > 0 ? [excess(tooMany(`other APIs: ${list(elsewhere)}`))] : []),
    ...(missing.length + surplus.length === 0 ? [ok(`the application is granted exactly ${list(needed)}`)] : []),
  ];
}

const tooFew = (lacks: string, scopes: string[]) =>
  problem({
    what: `the application ${lacks} scopes that the policy needs: ${list(scopes)}`,
    why: "without them, the Action cannot bring anybody within the limit",
    advice: "redeploy, or grant them if the grant is your own",
  });

const tooMany = (what: string) => ({
  what: `the application is granted ${what}`,
  why: "whoever steals its credentials may do that too",
  advice: "redeploy, or revoke them if the grant is your own",
});
