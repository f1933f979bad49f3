import path from "node:path";
import { servedOperations } from "../specification/served-operations";
import { readSpecification } from "../specification/specification";
import { observe, type Observed } from "./observed";
import { supported, type Supported, supportedInMarkdown } from "./supported-in-markdown";

export const PAGE = path.join(__dirname, "../../../simulator/SUPPORTED.md");

/** The page as it would be written now, and what it tells. */
export async function currentPage(): Promise<{ text: string; parts: Supported; observed: Observed }> {
  const specification = readSpecification();
  const observed = await observe();
  const parts = supported(specification, await servedOperations(), observed);
  return { text: supportedInMarkdown(parts, specification), parts, observed };
}
