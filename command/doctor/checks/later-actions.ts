import type { TenantFacts } from "../examination/facts";
import { readActionHead } from "../examination/action-head";
import { ok, problem, type Finding } from "../finding";

/**
 * The calls that refuse a login, or interrupt it until the user has done something more. An Action that throws also refuses the
 * login. Source: Auth0 docs, post-login API object.
 */
const KEEPS_FROM_LOGGING_IN =
  /\bapi\s*\.\s*(access\s*\.\s*deny|(session|refreshToken)\s*\.\s*revoke|redirect\s*\.\s*sendUserTo|prompt\s*\.\s*render|multifactor\s*\.\s*enable|authentication\s*\.\s*(challenge|enroll)With(Any)?)\b|\bthrow\b/;

/** Comments and strings, in which such a word is not a call. */
const NO_CODE = /\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

/** Whether an Action that runs after ours could still keep the user from logging in. This is a heuristic on the Actions' code. */
export function checkLaterActions({ action, bound = [] }: TenantFacts): Finding[] {
  const position = bound.findIndex(({ id }) => id === action?.id);
  const later = bound.slice(position + 1);
  if (position === -1 || later.length === 0) return [];

  const suspects = later.flatMap(({ name, code = "" }) => {
    const evidence = evidenceIn(code);
    return evidence === undefined ? [] : [suspect(name, evidence)];
  });
  return suspects.length > 0 ? suspects : [ok("no later Action seems to refuse logins, judging by its code")];
}

function evidenceIn(code: string): string | undefined {
  const head = readActionHead(code);
  // Another instance of the construct always has these calls in its code. Its policy tells whether it refuses logins.
  if (head) return /"deny-login"/.exec(JSON.stringify(head.policy))?.[0];
  return KEEPS_FROM_LOGGING_IN.exec(code.replace(NO_CODE, ""))?.[0].replace(/\s/g, "");
}

const suspect = (name: string, evidence: string) =>
  problem({
    what: `"${name}" runs after the Action and may refuse or interrupt logins: its code contains ${evidence} (heuristic)`,
    why: "the user's other sessions have ended by then, so a login that fails still logs the user out elsewhere",
    advice: "if it does, bind it before the Action, with TriggerBinding.ordered() or in the Dashboard",
  });
