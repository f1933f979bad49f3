import { badRequest } from "../errors";

export interface Secret {
  name: string;
  value: string;
  updated_at: string;
}

/** A secret without a value keeps the one it has. */
export interface SecretFields {
  name: string;
  value?: string;
}

/**
 * The secrets that take the place of the current ones.
 *
 * @throws ManagementApiError 400 for a name that is given twice, and for a secret that has no value yet
 */
export function replaceSecrets(current: readonly Secret[], given: readonly SecretFields[], now: string): Secret[] {
  const names = given.map(({ name }) => name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw badRequest(`The secret ${repeated} is given more than once`, "invalid_body");
  return given.map(({ name, value }) => {
    const kept = current.find((secret) => secret.name === name);
    if (value === undefined && kept) return kept;
    if (value === undefined) throw badRequest(`The secret ${name} has no value`, "invalid_body");
    return { name, value, updated_at: now };
  });
}
