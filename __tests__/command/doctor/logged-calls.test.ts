import { latestOf } from "../../../command/doctor/examination/logged-calls";

type Entries = Parameters<typeof latestOf>[0];

const sdk = { auth0_client: { name: "node-auth0" } };
const answered = (statusCode: number) => ({ details: { response: { statusCode } } });

test.each<[string, Entries, ReturnType<typeof latestOf>]>([
  ["an empty log", [], {}],
  [
    "the latest of each kind",
    [
      { type: "fapi", date: "4", ...answered(403), description: "DELETE" },
      { type: "seccft", date: "3" },
      { type: "sapi", date: "2" },
      { type: "feccft", date: "1" },
    ],
    {
      call: { date: "4", refused: true, description: "DELETE" },
      tokenRequest: { date: "3", refused: false, description: "" },
    },
  ],
  [
    "a request for a token through an SDK, which is not the Action's",
    [
      { type: "seccft", date: "2", ...sdk },
      { type: "feccft", date: "1" },
    ],
    { tokenRequest: { date: "1", refused: true, description: "" } },
  ],
  [
    "a call that failed for a reason of its own",
    [
      { type: "fapi", date: "3", ...answered(404) },
      { type: "fapi", date: "2" },
      { type: "sapi", date: "1" },
    ],
    { call: { date: "1", refused: false, description: "" } },
  ],
])("%s", (_, entries, expected) => {
  expect(latestOf(entries)).toEqual(expected);
});
