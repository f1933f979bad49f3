import "./terraform/installed";
export { enableBackChannelLogout } from "./back-channel-logout";
export { ManagementCredentials } from "./management-credentials";
export type {
  ExistingApplicationOptions,
  PrivateKeyJwtOptions,
  WriteOnlySecretOptions,
} from "./management-credentials";
export { SingleSessionConstruct } from "./single-session";
export type { SingleSessionProps } from "./single-session-props";
export type { SessionConditions, SessionPolicyProps, SessionRule, UserLimit } from "../contract/policy";
export type { WhenExceeded } from "../contract/strategies";
export { TriggerBinding, type BoundAction, type OwnAction } from "./trigger-binding";
