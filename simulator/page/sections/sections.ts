import type { Activity } from "../../activity";
import type { Faults } from "../../faults/faults";
import type { Logins } from "../../logins/logins";
import type { Tenant } from "../../tenant/tenant";
import type { Traffic } from "../../traffic";
import type { Html } from "../html";
import { clockSection } from "./clock";
import { faultsSection } from "./faults";
import { loginsSection } from "./logins";
import { managementApiSection } from "./management-api";
import { usersSection } from "./users";

/** What the page shows, and what its buttons act on. */
export interface Shown {
  tenant: Tenant;
  activity: Activity;
  logins: Logins;
  faults: Faults;
  traffic: Traffic;
}

/** The parts of the page that change, by the id of the element that each is in. */
export function renderSections({ tenant, activity, faults, traffic }: Shown) {
  return {
    clock: clockSection(tenant),
    users: usersSection(tenant),
    logins: loginsSection(tenant, activity),
    "management-api": managementApiSection(tenant, activity, traffic),
    faults: faultsSection(faults),
  } satisfies Record<string, Html>;
}
