/** Pages that a person sees: plain HTML, which a browser shows and a screen reader reads as it is. */

const STYLE = `
  :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
  main { max-width: 22rem; margin: 10vh auto; padding: 0 1rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input { padding: 0.5rem; margin: 0.25rem 0 1rem; }
  button { padding: 0.625rem; margin-bottom: 0.5rem; }
  [role="alert"] { border-left: 0.25rem solid; padding-left: 0.75rem; }`;

interface Field {
  name: string;
  label: string;
  type: "email" | "text" | "password";
  autocomplete: string;
  value?: string;
}

/** @param problem what was wrong with what the person gave before */
export interface Form {
  title: string;
  hint: string;
  action: string;
  fields: Field[];
  hidden?: Record<string, string>;
  button: string;
  /** A second button, for who does not want it. */
  otherwise?: { name: string; value: string; label: string };
  problem?: string;
}

export function formPage({ title, hint, action, fields, hidden = {}, button, otherwise, problem }: Form): string {
  const inputs = fields.map(
    ({ name, label, type, autocomplete, value = "" }, i) =>
      `<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${escape(value)}" required${i === 0 ? " autofocus" : ""}>`,
  );
  const hiddenInputs = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  return page(
    title,
    `<p>${escape(hint)}</p>
    ${problem === undefined ? "" : `<p role="alert">${escape(problem)}</p>`}
    <form method="post" action="${escape(action)}">
      ${[...hiddenInputs, ...inputs].join("\n      ")}
      <button type="submit">${button}</button>
      ${otherwise ? `<button name="${otherwise.name}" value="${otherwise.value}">${otherwise.label}</button>` : ""}
    </form>`,
  );
}

export function messagePage(title: string, ...paragraphs: string[]): string {
  return page(title, paragraphs.map((text) => `<p>${escape(text)}</p>`).join("\n    "));
}

function page(title: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(title)}</title>
  <style>${STYLE}
  </style>
</head>
<body>
  <main>
    <h1>${escape(title)}</h1>
    ${content}
  </main>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
