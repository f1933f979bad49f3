import { AUTH0_SDK, RUNTIME } from "../../../contract/pins";
import type { Answer, Answers } from "./answers";
import { anonymous } from "./anonymous";

/**
 * The answers in a form that people can pass on: without ids, domains or secrets, and with no time but the day.
 *
 * @param names the names of the tenant and the user
 * @param now in milliseconds since 1970
 */
export function anonymousReport(answers: Answers, names: readonly string[], now: number): object {
  const { build, sessionEndpoints, ...others } = answers;
  const withoutNames = ({ status, errorCode, message }: Answer): Answer => ({
    status,
    ...(errorCode !== undefined && { errorCode: anonymous(errorCode, names) }),
    ...(message !== undefined && { message: anonymous(message, names) }),
  });
  return {
    report: "auth0-single-session doctor --probe",
    day: new Date(now).toISOString().slice(0, 10),
    runtime: RUNTIME,
    dependency: `${AUTH0_SDK.name}@${AUTH0_SDK.version}`,
    build: { ...build, ...(build.refusal && { refusal: withoutNames(build.refusal) }) },
    ...(sessionEndpoints && { sessionEndpoints: withoutNames(sessionEndpoints) }),
    ...others,
  };
}
