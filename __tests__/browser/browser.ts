import { accessSync, constants } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";

/** What Chromium is called where it is installed. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/**
 * Starts Chromium, without a window.
 *
 * @throws Error that says how to install it where there is none
 */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() });
}

/** @param searchPath as in PATH */
export function findChromium(searchPath = process.env.PATH ?? ""): string {
  const folders = searchPath.split(path.delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `no browser to test with: none of ${NAMES.join(", ")} is on the PATH; ` +
      `install one, on Debian with "apt-get update && apt-get install -y --no-install-recommends chromium"`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
