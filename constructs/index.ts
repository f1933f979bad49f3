export { ManagementCredentials } from "./management-credentials";
export type {
  ExistingApplicationOptions,
  PrivateKeyJwtOptions,
  WriteOnlySecretOptions,
} from "./management-credentials";
export { SingleSessionConstruct, type SingleSessionProps } from "./single-session";
export type { SessionConditions, SessionPolicyProps, SessionRule, WhenExceeded } from "./session-policy-props";
export { TriggerBinding, type BoundAction, type OwnAction } from "./trigger-binding";
