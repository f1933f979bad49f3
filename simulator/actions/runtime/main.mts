import { Action } from "./action.mts";
import { createApi } from "./api.mts";
import { createCache } from "./cache.mts";
import { clockAhead } from "./clock.mts";
import { captureConsole } from "./console.mts";
import { failureOf } from "./failure.mts";
import type { Command, FromInstance, ToInstance } from "../messages.ts";

// The process that an instance is: it loads the one Action it is told to, and executes it for each login.

const capturingConsole = captureConsole();
const setAhead = clockAhead();
let action: Action | undefined;

process.once("disconnect", () => process.exit());
process.on("message", (message: ToInstance) => {
  if (message.type === "load") action = new Action(message.program);
  else void execute(message);
});

async function execute({
  execution,
  event,
  cache,
  ahead = 0,
}: Extract<ToInstance, { type: "execute" }>): Promise<void> {
  setAhead(ahead);
  const commands: Command[] = [];
  const api = createApi(event, {
    cache: createCache(cache, (write) => send({ type: "cache", write })),
    record: (command) => commands.push(command),
  });
  try {
    await capturingConsole(
      (line) => send({ type: "log", execution, line }),
      () => action?.execute(event, api),
    );
    send({ type: "done", execution, commands });
  } catch (error) {
    send({ type: "failed", execution, failure: failureOf(error) });
  }
}

function send(message: FromInstance): void {
  process.send?.(message);
}
