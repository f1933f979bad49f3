import type { TenantReader } from "../../tenant/tenant-reader";
import { tryToRead, type Optional } from "./optional";

/** Whether revoking one refresh token also revokes others. Needs `read:tenant_settings`. */
export function readRefreshTokenFlag({ management }: TenantReader): Promise<Optional<boolean>> {
  return tryToRead(async () => {
    const { flags } = await management.tenants.settings.get({ fields: "flags", include_fields: true });
    return flags?.revoke_refresh_token_grant ?? false;
  });
}
