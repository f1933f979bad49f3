import type { TenantReader } from "../../tenant/tenant-reader";
import { tryToRead, type Optional } from "./optional";

/** The policy by which the tenant asks for a second factor, or "none". Needs `read:mfa_policies`. */
export function readSecondFactorPolicy({ management }: TenantReader): Promise<Optional<string>> {
  return tryToRead(async () => {
    const [policy = "none"] = await management.guardian.policies.list();
    return policy;
  });
}
