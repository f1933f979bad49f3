import { readFileSync } from "node:fs";
import { API_METHODS, EVENT_KEYS } from "../../../simulator/actions/evidence";
import { OPERATIONS } from "../../../simulator/management-api/evidence";
import { AUTHENTICATION_API } from "../../../simulator/openid-connect/evidence";
import { currentPage, PAGE } from "./page";
import type { Observed } from "./observed";
import type { Part } from "./part";
import { knownFrom, type Supported } from "./supported-in-markdown";

let text: string;
let parts: Supported;
let observed: Observed;
beforeAll(async () => {
  ({ text, parts, observed } = await currentPage());
});

const supported = (all: Part[]) => all.filter(({ isSupported }) => isSupported).map(({ name }) => name);

test("the page tells what the simulator has now; else run npm run supported", () => {
  expect(unformatted(readFileSync(PAGE, "utf8"))).toEqual(unformatted(text));
});

test("whatever is supported is known from somewhere", () => {
  const all = [...parts.operations, ...parts.authentication, ...parts.keys, ...parts.methods];
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((part) => part.isSupported && knownFrom(part) === "").map(({ name }) => name)).toEqual([]);
});

test("nothing is said of what is not supported", () => {
  expect(supported(parts.operations)).toEqual(expect.arrayContaining(Object.keys(OPERATIONS)));
  expect(supported(parts.authentication).sort()).toEqual(Object.keys(AUTHENTICATION_API).sort());
  expect(supported(parts.keys)).toEqual(expect.arrayContaining(Object.keys(EVENT_KEYS).map((key) => `event.${key}`)));
  const saidOf = Object.keys(API_METHODS).map((method) => `api.${method}`);
  const methods = supported(parts.methods);
  expect(saidOf.filter((said) => !methods.some((method) => `${method}.`.startsWith(`${said}.`)))).toEqual([]);
});

test("the api has no method that Auth0 does not document, and each that it does is there", () => {
  expect(
    Object.keys(observed.methods)
      .map((method) => `api.${method}`)
      .sort(),
  ).toEqual(parts.methods.map(({ name }) => name).sort());
});

/** How wide a column is and where a line breaks depend on who formatted the page. */
function unformatted(markdown: string): string {
  return markdown.replaceAll(/\s+/g, " ").replaceAll(/-{2,}/g, "--");
}
