import { properties } from "../../../simulator/search/fields";
import { plainMatcherOf } from "../../../simulator/search/plain-search";

interface Visit {
  who?: string;
  where: string;
}
const FIELDS = properties<Visit>("text", "who", "where");
const visits: Visit[] = [
  { who: "Ada@example.com", where: "Shop" },
  { who: "ada@example.com.uk", where: "Shopping mall" },
  { where: "Adagio: a bar" },
];
const found = (search: string) => visits.filter(plainMatcherOf(search, FIELDS, ["who", "where"]));

test.each<[search: string, places: string[]]>([
  ["ada", ["Shop", "Shopping mall", "Adagio: a bar"]],
  ["who:ada", ["Shop", "Shopping mall"]],
  ["who:example.com", []],
  [`who:"ADA@EXAMPLE.COM"`, ["Shop"]],
  [`"shop"`, ["Shop"]],
  [`where:"adagio: A BAR"`, ["Adagio: a bar"]],
  ["who:ada where:shopp", ["Shopping mall"]],
  [`  ada   where:"shop" `, ["Shop"]],
  ["where:Adagio:", ["Adagio: a bar"]],
  ["who:undefined", []],
])("%s finds what begins so, and in quotes what is so, in every clause", (search, places) => {
  expect(found(search).map(({ where }) => where)).toEqual(places);
});

test.each([`who:"ada`, `"a"b`, "who:", ":ada"])("%s is no search, and refused", (search) => {
  expect(() => found(search)).toThrow(expect.objectContaining({ statusCode: 400 }) as Error);
});

test.each(["when:now", "toString:x"])("%s asks for a field that is not simulated, and is refused", (search) => {
  expect(() => found(search)).toThrow(expect.objectContaining({ statusCode: 501 }) as Error);
});
