import type { TenantFacts } from "../examination/facts";
import { note, ok, problem, type Finding } from "../finding";

export interface Expectations {
  /** Whether nothing may be absent, as it is before the first deployment. */
  readonly requireDeployed?: boolean;
}

/** Whether the application and the Action are there. Before the first deployment neither is, which may be no problem. */
export function checkDeployment(facts: TenantFacts, { requireDeployed = false }: Expectations = {}): Finding[] {
  const { name, applications, action, broughtClientId } = facts;
  if (broughtClientId !== undefined && applications?.length === 0) return [noBroughtApplication(broughtClientId)];
  if (applications && applications.length > 1) return [severalApplications(name, applications.length)];
  if (!applications || action === undefined) return []; // unread

  const hasOwnApplication = broughtClientId === undefined && applications.length === 1;
  if (action && applications.length === 1) return [ok(`the application and the Action "${name}" are there`)];
  if (action) return [noApplication(name)];
  return [hasOwnApplication ? noAction(name) : notDeployed(name, requireDeployed ? problem : note)];
}

const notDeployed = (name: string, level: typeof note) =>
  level({
    what: `not deployed yet: no Action is called "${name}"`,
    why: "until it is there, users hold as many sessions as they like",
    advice: "deploy; if that is done already, pass --name with the id that the construct has in its stack",
  });

const noApplication = (name: string) =>
  problem({
    what: `the Action "${name}" is there, and no application of that name`,
    why: "the Action calls the Management API with it, and leaves all sessions as they are where it cannot",
    advice: "deploy again; if the construct was given an existing application, set SINGLE_SESSION_CLIENT_ID",
  });

const noAction = (name: string) =>
  problem({
    what: `the application "${name}" is there, and no Action of that name`,
    why: "without it, users hold as many sessions as they like",
    advice: "deploy again; an interrupted deployment is completed by the next",
  });

const noBroughtApplication = (clientId: string) =>
  problem({
    what: `no application has the client id "${clientId}" that SINGLE_SESSION_CLIENT_ID names`,
    why: "the Action calls the Management API with it, and leaves all sessions as they are where it cannot",
    advice: "correct SINGLE_SESSION_CLIENT_ID, or make the application",
  });

const severalApplications = (name: string, count: number) =>
  problem({
    what: `${count} applications are called "${name}", and Auth0 does not tell which of them the Action uses`,
    why: "one of them may be left over with a secret that still works; the doctor judges none",
    advice: "delete the one that Terraform's state does not hold, or name the right one in SINGLE_SESSION_CLIENT_ID",
  });
