import { stripVTControlCharacters } from "node:util";
import { showDiagnoses } from "../../../command/doctor/report";

test("a line for each finding, why and what to do below, and the sum at the end", () => {
  const report = showDiagnoses([
    { subject: "domain", level: "ok", what: "fine" },
    { subject: "rate limit", level: "note", what: "near", why: "because", advice: "wait" },
    { subject: "scopes", level: "problem", what: "wrong", why: "therefore", advice: "deploy" },
  ]);
  expect(stripVTControlCharacters(report).split("\n")).toEqual([
    "✔ domain      fine",
    "! rate limit  near",
    "              why: because",
    "              do:  wait",
    "✖ scopes      wrong",
    "              why: therefore",
    "              do:  deploy",
    "",
    "1 problem, 1 note, 1 fine",
  ]);
});
