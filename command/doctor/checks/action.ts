import type { Action, DeployedVersion, TenantFacts } from "../examination/facts";
import { AUTH0_SDK, RUNTIME } from "../../../contract/pins";
import { list, ok, problem, type Finding } from "../finding";

/** Whether the Action that runs is the one that should. */
export function checkAction({ action }: TenantFacts): Finding[] {
  if (!action) return [];
  const { deployed } = action;
  if (!deployed) return [neverDeployed(action)];
  const problems = [...draft(action), ...runtime(deployed), ...dependencies(deployed)];
  if (problems.length > 0) return problems;
  return [ok(`the Action is deployed, with all changes, on ${RUNTIME} with ${AUTH0_SDK.name} ${AUTH0_SDK.version}`)];
}

const neverDeployed = ({ status }: Action) =>
  problem({
    what: `the Action is not deployed; its draft is "${status}"`,
    why: "Auth0 runs only deployed versions",
    advice: "redeploy; if the draft failed to build, the Dashboard says why",
  });

function draft({ allChangesDeployed }: Action): Finding[] {
  if (allChangesDeployed) return [];
  return [
    problem({
      what: "the Action has a draft that is not deployed",
      why: "what the Dashboard shows is not what runs",
      advice: "redeploy, which restores what the stack says",
    }),
  ];
}

function runtime({ runtime }: DeployedVersion): Finding[] {
  if (runtime === RUNTIME) return [];
  return [
    problem({
      what: `the Action runs on "${runtime}", not on "${RUNTIME}"`,
      why: `the code and ${AUTH0_SDK.name} ${AUTH0_SDK.version} need Node.js 22`,
      advice: "redeploy",
    }),
  ];
}

function dependencies({ dependencies }: DeployedVersion): Finding[] {
  const found = dependencies.map(({ name, version }) => `${name}@${version}`);
  const expected = `${AUTH0_SDK.name}@${AUTH0_SDK.version}`;
  if (found.length === 1 && found[0] === expected) return [];
  return [
    problem({
      what: `the Action's dependencies are ${list(found)}, not "${expected}" alone`,
      why: "the Action was tested only with that version; any further dependency can read its secrets",
      advice: "redeploy with the same package version as this doctor",
    }),
  ];
}
