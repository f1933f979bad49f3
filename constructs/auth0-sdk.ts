/** The version of Auth0's SDK that the Action runs with, that the doctor uses, and that the tests run both with. */
export const AUTH0_SDK = { name: "auth0", version: "7.1.0" };
