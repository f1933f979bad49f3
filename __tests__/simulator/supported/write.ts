import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { currentPage, PAGE } from "./page";

void currentPage().then(async ({ text }) => {
  writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: "markdown" }));
});
