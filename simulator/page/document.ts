import { html, type Html } from "./html";

interface Content {
  /** The tenant's canonical domain. */
  domain: string;
  sections: Record<"clock" | "users" | "logins" | "management-api" | "faults", Html>;
}

/** The whole page: true when it is sent, and kept so by the script where there is one. */
export function pageDocument({ domain, sections }: Content): Html {
  const section = (id: keyof Content["sections"]) =>
    html`<section id="${id}" tabindex="-1" aria-labelledby="${id}-title">${sections[id]}</section>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Simulated tenant ${domain}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="page.css" />
        <script type="module" src="page.js"></script>
      </head>
      <body>
        <header>
          <h1>Simulated tenant <code>${domain}</code></h1>
        </header>
        <main>
          <div id="messages">
            <p id="status" role="status"></p>
            <p id="alert" role="alert"></p>
          </div>
          <div>${section("clock")} ${section("users")} ${section("faults")}</div>
          <div>${section("logins")} ${section("management-api")}</div>
        </main>
      </body>
    </html>`;
}
