import { properties, type Fields } from "../../../simulator/search/fields";
import { matcherOf } from "../../../simulator/search/query";

interface Person {
  id: string;
  name?: string;
  born: string;
  score?: number;
  blocked?: boolean;
}

const fields: Fields<Person> = {
  ...properties<Person>("text", "id", "name"),
  ...properties<Person>("date", "born"),
  ...properties<Person>("number", "score"),
  ...properties<Person>("boolean", "blocked"),
};

const PEOPLE: Person[] = [
  { id: "auth0|1", name: "Ada Lovelace", born: "2026-01-31T23:59:59.999Z", score: 3, blocked: true },
  { id: "auth0|2", name: "Alan", born: "2026-02-01T00:00:00.000Z", score: 10 },
  { id: "auth0|3", born: "2026-02-28T12:00:00.000Z", blocked: false },
];

const found = (query: string, caseSensitive = false) => {
  const matches = matcherOf(query, fields, caseSensitive);
  return PEOPLE.filter((person) => matches(person)).map(({ id }) => id.slice(-1));
};

test.each<[string, string[]]>([
  [`id:"auth0|2"`, ["2"]],
  [`id:auth0\\|2`, ["2"]],
  [`id:auth0|2`, ["2"]],
  [`name:"ada lovelace"`, ["1"]],
  [`name:ada`, []],
  [`name:Ada*`, ["1"]],
  [`name:a*`, ["1", "2"]],
  [`name:"a*"`, []],
  [`_exists_:name`, ["1", "2"]],
  [`NOT _exists_:name`, ["3"]],
  [`blocked:true`, ["1"]],
  [`blocked:false`, ["3"]],
  [`score:3`, ["1"]],
  [`score:[3 TO 10]`, ["1", "2"]],
  [`score:{3 TO 10]`, ["2"]],
  [`score:[3 TO 10}`, ["1"]],
  [`score:{3 TO 10}`, []],
  [`score:[* TO 9]`, ["1"]],
  [`score:{3 TO *}`, ["2"]],
  [`born:2026-02`, ["2", "3"]],
  [`born:2026`, ["1", "2", "3"]],
  [`born:2026-01-31`, ["1"]],
  [`born:"2026-02-01T00:00:00.000Z"`, ["2"]],
  [`born:[2026-02-01 TO *]`, ["2", "3"]],
  [`born:[* TO 2026-01]`, ["1"]],
  [`born:{2026-01-31 TO 2026-02-28}`, ["2"]],
  [`born:{2026-01-31 TO 2026-02-28]`, ["2", "3"]],
  [`born:[2026-02-01T00:00:00.000Z TO 2026-02-28T12:00:00.000Z}`, ["2"]],
  [`born:{2026-02-01T00:00:00.000Z TO 2026-02-28T12:00:00Z]`, ["3"]],
  [`born:[2026-01-31T23:59:59.999Z TO 2026-02-01T01:00:00+01:00]`, ["1", "2"]],
  [`name:a* AND score:10`, ["2"]],
  [`name:a* AND NOT score:10 AND blocked:true`, ["1"]],
  [`NOT score:10 AND NOT blocked:true`, ["3"]],
  [`score:3 OR score:10`, ["1", "2"]],
  [`score:(3 OR 10)`, ["1", "2"]],
  [`name:"a AND b" OR score:10`, ["2"]],
  [`NOT (score:3 OR score:10)`, ["3"]],
  [`(score:3 OR _exists_:blocked) AND born:2026-02`, ["3"]],
  [`born:2026-02 AND (score:3 OR NOT _exists_:score)`, ["3"]],
  [`born:2026-02 AND (score:3 OR score:10)`, ["2"]],
])("%s finds %j", (query, expected) => {
  expect(found(query)).toEqual(expected);
});

test("case matters where it is said to", () => {
  expect(found("name:alan")).toEqual(["2"]);
  expect(found("name:alan", true)).toEqual([]);
  expect(found("name:Alan", true)).toEqual(["2"]);
});

test.each([
  ["ada", 501],
  ["name:*da", 501],
  ["name:A?a", 501],
  ["name:A*a", 501],
  ["name:ada~", 501],
  ["name:ada^2", 501],
  ["name:/ada/", 501],
  ["+name:ada", 501],
  ["-name:ada", 501],
  ["name:[a TO b]", 501],
  ["colour:red", 501],
  ["constructor:red", 501],
  ["_exists_:colour", 501],
  ["score:3 score:10", 501],
  ["score:3 AND score:10 OR score:4", 501],
  ["score:3 OR score:10 AND score:4", 501],
  ["score:3 NOT score:10", 501],
  ["score:3 && score:10", 501],
  ["!score:3", 501],
  ["score:3 AND", 400],
  ["score:3 AND NOT", 400],
  ["score:3 OR AND score:10", 400],
  ["AND score:3", 400],
  ["score:>3", 400],
  ["score:[a TO 3]", 400],
  ["born:yesterday", 400],
  ["born:2026-13", 400],
  ["born:2026-02-30", 400],
  ["born:[2026-02-01T25:00:00Z TO *]", 400],
  ["(score:3", 400],
  ["score:[3", 400],
  ["", 400],
  [" ", 400],
])("%s is refused, with %d", (query, statusCode) => {
  expect(() => found(query)).toThrow(expect.objectContaining({ statusCode }) as Error);
});
