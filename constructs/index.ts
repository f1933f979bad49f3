export { SingleSessionConstruct, type SingleSessionProps } from "./single-session";
export type { SessionPolicyProps } from "./session-policy";
