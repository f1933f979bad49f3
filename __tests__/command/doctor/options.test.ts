import { readDoctorOptions } from "../../../command/doctor/options";

const environment = { AUTH0_API_TOKEN: "token" };

test("an application that was brought is read from the environment", () => {
  const more = { SINGLE_SESSION_CLIENT_ID: "mine", SINGLE_SESSION_CLIENT_SECRET: "mine too" };
  expect(readDoctorOptions("acme.eu.auth0.com", "Mine", { ...environment, ...more })).toMatchObject({
    name: "Mine",
    application: { clientId: "mine", clientSecret: "mine too" },
  });
});

test("an empty variable is as good as none", () => {
  const empty = { SINGLE_SESSION_CLIENT_ID: "", SINGLE_SESSION_CLIENT_SECRET: "" };
  expect(readDoctorOptions("acme.eu.auth0.com", "Mine", { ...environment, ...empty }).application).toEqual({});
});
