import { AUTH0_SDK } from "../../../contract/pins";
import type { Diagnosis } from "../diagnosis";
import { note, ok, problem, type Finding } from "../finding";
import type { Answer, Answers } from "./answers";
import { LOGINS } from "./probe";

/** What the answers mean for a tenant that is going to have the limit. */
export function findingsOf(answers: Answers): Diagnosis[] {
  return [
    { subject: "build", ...judgeBuild(answers) },
    { subject: "session endpoints", ...judgeEndpoints(answers) },
    { subject: "login's session", ...judgeListing(answers) },
    { subject: "order", ...judgeOrder(answers) },
    { subject: "deletion", ...judgeDeletion(answers) },
  ];
}

const PACKAGE = `${AUTH0_SDK.name}@${AUTH0_SDK.version}`;

function judgeBuild({ build: { status, milliseconds, refusal } }: Answers): Finding {
  if (status === "built" && !refusal) return ok(`an Action with ${PACKAGE} was built in ${seconds(milliseconds)}`);
  const told = refusal ? `, and deploying it was refused: ${tellAnswer(refusal)}` : "";
  return problem({
    what: `an Action with ${PACKAGE} was not built: its status was "${status}" after ${seconds(milliseconds)}${told}`,
    why: "the Action needs this package and cannot be deployed without it",
    advice: "try again; if it still fails, send us the report",
  });
}

function judgeEndpoints({ sessionEndpoints }: Answers): Finding {
  if (!sessionEndpoints) return unsettled("what the session endpoints answer to an Action");
  if (sessionEndpoints.status === 200) return ok("an Action can list sessions at a login");
  return problem({
    what: `an Action cannot list sessions at a login: ${tellAnswer(sessionEndpoints)}`,
    why: "without the session endpoints, nobody is brought within the limit, and onFailure decides each login",
    advice: "ask Auth0 whether the tenant's plan includes session management and whether it is enabled",
  });
}

function judgeListing({ listedAtLogin }: Answers): Finding {
  if (!listedAtLogin) return unsettled("whether a login's session is listed at the login");
  const listed = listedAtLogin.filter(Boolean).length;
  return ok(
    `the list contained the login's own session at ${listed} of ${listedAtLogin.length} logins; the limit is enforced either way`,
  );
}

function judgeOrder({ order }: Answers): Finding {
  if (order === undefined) return unsettled("in which order sessions are listed");
  const told = order === "neither" ? "neither in the order of their logins nor in the reverse order" : order;
  return ok(`sessions are listed ${told}; the Action orders them itself`);
}

function judgeDeletion({ deletion }: Answers): Finding {
  if (!deletion) return unsettled("how long a deletion takes");
  const { milliseconds } = deletion;
  if (milliseconds !== null) return ok(`a deleted session was listed for less than ${seconds(milliseconds)}`);
  return note({
    what: "a deleted session was listed for longer than a minute",
    why: "until then, its browser may still be signed in, and each login requests the deletion again",
    advice: "send us the report",
  });
}

const unsettled = (question: string) =>
  note({
    what: `not settled: ${question}`,
    why: `this takes ${LOGINS} logins whose sessions nothing else ends, and session endpoints that answer`,
    advice: "resolve the problems above, choose a user whom no policy limits, and run the probe again",
  });

function tellAnswer({ status, errorCode, message }: Answer): string {
  return [status === 0 ? "no answer" : status, errorCode, message].filter(Boolean).join(" ");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
