import type { ServerResponse } from "node:http";
import type { Html } from "./html";

/** Milliseconds between two looks at what has changed. */
const INTERVAL = 200;

interface Watcher {
  response: ServerResponse;
  /** What the browser has of each section. */
  sent: Map<string, string>;
}

/**
 * Sends the sections that have changed to the browsers that watch, as server-sent events. It looks often instead of being
 * told: sessions also end because their time is over, which nothing tells of, and the token bucket fills by itself. It
 * looks only while somebody watches.
 */
export class Live {
  private readonly watchers = new Set<Watcher>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly render: () => Record<string, Html>) {}

  watch(response: ServerResponse): void {
    const watcher = { response, sent: new Map<string, string>() };
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.watchers.add(watcher);
    response.on("close", () => this.forget(watcher));
    this.timer ??= setInterval(() => this.refresh(), INTERVAL).unref();
    this.refresh();
  }

  /** Sends now what has changed since the last time. */
  refresh(): void {
    if (this.watchers.size === 0) return;
    const sections = Object.entries(this.render()).map(([id, section]) => ({ id, html: section.toString() }));
    for (const { response, sent } of this.watchers) {
      if (response.writableNeedDrain) continue; // a browser that is slow gets what is true when it reads again
      for (const { id, html } of sections) {
        if (sent.get(id) === html) continue;
        sent.set(id, html);
        response.write(`data: ${JSON.stringify({ id, html })}\n\n`);
      }
    }
  }

  private forget(watcher: Watcher): void {
    this.watchers.delete(watcher);
    if (this.watchers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
