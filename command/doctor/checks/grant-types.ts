import type { TenantFacts } from "../examination/facts";
import { list, note, ok, problem, type Finding } from "../finding";

const NEEDED = "client_credentials";

/** Whether the application can do its work and nothing else, such as log users in. */
export function checkGrantTypes({ applications = [], broughtClientId }: TenantFacts): Finding[] {
  const [application, ...others] = applications;
  if (!application || others.length > 0) return [];
  const { grantTypes } = application;
  const surplus = grantTypes.filter((type) => type !== NEEDED);

  if (!grantTypes.includes(NEEDED)) {
    return [
      problem({
        what: `the application's grant types are ${list(grantTypes)}, without "${NEEDED}"`,
        why: "the Action gets its token with that grant, and without a token it leaves all sessions as they are",
        advice: `give the application the grant type "${NEEDED}"`,
      }),
    ];
  }
  if (surplus.length === 0) return [ok(`the application's only grant type is "${NEEDED}"`)];
  const concern = {
    what: `the application has grant types that the Action does not need: ${list(surplus)}`,
    why: "whoever steals its credentials can use them too",
    advice: "redeploy, or remove them if the application is your own",
  };
  return [broughtClientId === undefined ? problem(concern) : note(concern)];
}
