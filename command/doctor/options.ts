import { readTenantOptions, type TenantOptions } from "../options";

export interface DoctorOptions extends TenantOptions {
  readonly name: string;
  /** What is already known about the Action's application. */
  readonly application: { readonly clientId?: string; readonly clientSecret?: string };
}

/** @throws UsageError */
export function readDoctorOptions(
  domain: string | undefined,
  name: string,
  environment: NodeJS.ProcessEnv,
): DoctorOptions {
  return {
    ...readTenantOptions(domain, environment),
    name,
    application: {
      clientId: environment.SINGLE_SESSION_CLIENT_ID || undefined,
      clientSecret: environment.SINGLE_SESSION_CLIENT_SECRET || undefined,
    },
  };
}
