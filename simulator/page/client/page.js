import { Idiomorph } from "./idiomorph.js";

const LOST = "The simulator does not answer. The page goes on as soon as it does.";

const done = document.getElementById("status");
const failed = document.getElementById("alert");

function say(text, { isError = false } = {}) {
  done.textContent = isError ? "" : text;
  failed.textContent = isError ? text : "";
}

/** What a person has typed or chosen stays, and whoever stood on something that is gone goes on where it was. */
function update(section, html) {
  const stoodOn = document.activeElement;
  const around = [];
  for (let at = stoodOn; at; at = at.parentElement) if (at.matches("[tabindex]")) around.push(at);
  Idiomorph.morph(section, html, {
    morphStyle: "innerHTML",
    callbacks: { beforeNodeMorphed: (node) => !(node instanceof Element && node.matches("input, select")) },
  });
  if (!stoodOn.isConnected) around.find((element) => element.isConnected)?.focus();
}

const events = new EventSource("events");
events.addEventListener("message", ({ data }) => {
  const { id, html } = JSON.parse(data);
  update(document.getElementById(id), html);
});
events.addEventListener("error", () => say(LOST, { isError: true }));
events.addEventListener("open", () => {
  if (failed.textContent === LOST) say("");
});

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { target: form, submitter } = event;
  say(""); // or the same words again would not be told again
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch(form.action, { method: "POST", headers: { accept: "text/plain" }, body });
    say(await response.text(), { isError: !response.ok });
  } catch {
    say(LOST, { isError: true });
  }
});
