import type { TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

export interface Expectations {
  /** Whether it is a problem if nothing has been deployed yet. */
  readonly requireDeployed?: boolean;
}

/** Whether the application and the Action exist. Before the first deployment, neither does, which need not be a problem. */
export function checkDeployment(facts: TenantFacts, { requireDeployed = false }: Expectations = {}): Finding[] {
  const { name, applications, action, broughtClientId } = facts;
  if (broughtClientId !== undefined && applications?.length === 0) return [noBroughtApplication(broughtClientId)];
  if (applications && applications.length > 1) return [severalApplications(name, applications.length)];
  if (!applications || action === undefined) return []; // unread

  const hasOwnApplication = broughtClientId === undefined && applications.length === 1;
  if (action && applications.length === 1) return [ok(`the application and the Action "${name}" exist`)];
  if (action) return [noApplication(name)];
  return [hasOwnApplication ? noAction(name) : notDeployed(name, requireDeployed ? problem : note)];
}

const notDeployed = (name: string, level: typeof note) =>
  level({
    what: `not deployed yet: no Action is called "${name}"`,
    why: "until it is deployed, users can hold as many sessions as they like",
    advice: "deploy; if you already have, pass --name with the construct's id in its stack",
  });

const noApplication = (name: string) =>
  problem({
    what: `the Action "${name}" exists, but no application of that name does`,
    why: "the Action needs it to call the Management API, and otherwise leaves all sessions as they are",
    advice: "redeploy; if you gave the construct an existing application, set SINGLE_SESSION_CLIENT_ID",
  });

const noAction = (name: string) =>
  problem({
    what: `the application "${name}" exists, but no Action of that name does`,
    why: "without it, users can hold as many sessions as they like",
    advice: "redeploy; the next deployment completes an interrupted one",
  });

const noBroughtApplication = (clientId: string) =>
  problem({
    what: `no application has the client id "${clientId}" that SINGLE_SESSION_CLIENT_ID names`,
    why: "the Action needs it to call the Management API, and otherwise leaves all sessions as they are",
    advice: "correct SINGLE_SESSION_CLIENT_ID, or create the application",
  });

const severalApplications = (name: string, count: number) =>
  problem({
    what: `${count} applications are called "${name}", and Auth0 does not say which of them the Action uses`,
    why: "one of them may be a leftover whose secret still works; the doctor judges none of them",
    advice: "delete the one that is not in Terraform's state, or set SINGLE_SESSION_CLIENT_ID to the right one",
  });
