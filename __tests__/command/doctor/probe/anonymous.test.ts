import { anonymous } from "../../../../command/doctor/probe/anonymous";

test.each([
  ["Please upgrade your subscription to use the session_management endpoints."],
  ["Insufficient scope, expected any of: read:sessions"],
  ["A draft must be in the 'built' state before it can be deployed."],
  ["dependency auth0 7.1.0 could not be installed"],
])("what names nobody stays: %s", (text) => {
  expect(anonymous(text, [])).toBe(text);
});

test.each([
  ["see https://acme.eu.auth0.com/api/v2/ now", "see … now"],
  ["not for acme.eu.auth0.com:443", "not for …"],
  ["no user ada@example.com", "no user …"],
  ["no user auth0|65a1b2c3", "no user …"],
  ["no user google-oauth2|1234", "no user …"],
  ["client AaiyAPdpYdesoKnqjj8HJqRn4T5titww is unknown", "client … is unknown"],
  ["request 0b4f2a6e-17d4-4b55-a1c9-4d5f3c0e8d11 failed", "request … failed"],
])("what may name somebody goes: %s", (text, rest) => {
  expect(anonymous(text, [])).toBe(rest);
});

test("what is known to name somebody goes, however it looks", () => {
  expect(anonymous("not on acme, for ada", ["acme", "ada"])).toBe("not on …, for …");
});
