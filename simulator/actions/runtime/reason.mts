/** A refusal without a reason is a refusal all the same; what it then says is the OAuth error that comes with each. */
export function reasonGiven(reason: unknown): string {
  return reason === undefined || reason === null ? "access_denied" : String(reason);
}
