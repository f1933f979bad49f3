import Fastify from "fastify";
import { RequestJournal } from "../../simulator/request-journal";

test("remembers the latest requests, and no more of them than it may", async () => {
  const app = Fastify();
  const journal = new RequestJournal(undefined, 3);
  journal.record(app);
  app.get("/:n", () => "");
  const address = await app.listen({ host: "localhost", port: 0 });
  for (let n = 1; n <= 5; n += 1) await fetch(`${address}/${n}`);
  await app.close();
  expect(journal.requests().map(({ path }) => path)).toEqual(["/3", "/4", "/5"]);
});
