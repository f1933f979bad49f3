import fc from "fast-check";
import { html } from "../../../simulator/page/html";

const markup = fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "`", "=", " ", "/", "#", ";") });

test("a value ends no element and no attribute, whatever it consists of, and reads as it was", () => {
  fc.assert(
    fc.property(markup, (value) => {
      const written = String(html`${value}`);
      expect(written).not.toMatch(/[<>"']|&(?!#\d+;)/);
      expect(written.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)))).toBe(value);
    }),
  );
});

test("what it made itself stays as it is, lists are joined, and undefined is nothing", () => {
  const items = ["<", 1].map((value) => html`<b>${value}</b>`);
  expect(String(html`<i>${items}</i>${undefined}`)).toBe("<i><b>&#60;</b><b>1</b></i>");
});
