export { SingleSessionConstruct, type SingleSessionProps } from "./single-session";
export type { SessionConditions, SessionPolicyProps, SessionRule, WhenExceeded } from "./session-policy-props";
