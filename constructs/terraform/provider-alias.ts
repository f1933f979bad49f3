import type { TerraformProvider } from "cdktf";

/** Resources share a provider's configuration if this is the same for both: one that names no provider uses that without an alias. */
export function aliasOf(provider: TerraformProvider | undefined): string {
  return provider?.alias ?? "";
}
