import { orderOf } from "../../../../command/doctor/probe/answers";

const loggedIn = ["first", "second", "third"];

test.each([
  [["first", "second", "third"], "oldest first"],
  [["third", "second", "first"], "newest first"],
  [["second", "first", "third"], "neither"],
  [["earlier", "first", "other", "second", "third"], "oldest first"],
  [["first", "third"], undefined],
  [[], undefined],
])("%j is %p", (listed, order) => {
  expect(orderOf(listed, loggedIn)).toBe(order);
});
