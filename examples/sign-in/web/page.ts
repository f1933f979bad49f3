const LABELS = { login: "Sign in", "login-again": "Sign in", logout: "Sign out" };

interface Content {
  state: string;
  reason: string | undefined;
  next: keyof typeof LABELS;
}

export function page({ state, reason = "", next }: Content): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Web application</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <main>
      <h1>Web application</h1>
      <p>${escape(state)}</p>
      <p role="alert">${escape(reason)}</p>
      <p><a href="/${next}">${LABELS[next]}</a></p>
    </main>
  </body>
</html>`;
}

/** The reason for a refusal comes from the address, which anybody may have written. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
