/** What it is known from that Auth0 does as the simulator does. `npm run supported` tells it of each part. */
export interface Evidence {
  /** A recording of a real tenant that comes with the Auth0 provider of Terraform, by the name of its test. */
  recording?: string;
  /** Which specification, where it is not the one that the contract test holds every answer against. */
  specification?: string;
  /** Which page of Auth0's documentation. */
  documentation?: string;
  /** What no source tells, and is decided here. */
  assumption?: string;
  /** What it is here that it is not on Auth0, and what is not shown of it. */
  remark?: string;
}
