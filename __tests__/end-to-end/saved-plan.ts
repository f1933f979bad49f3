import { inflateRawSync } from "node:zlib";

const HEADER = "PK\x03\x04";

/** All that is in a saved plan, which is a zip archive: the plan, the configuration, and the state before and after. */
export function unpackPlan(archive: Buffer): string {
  const contents: Buffer[] = [];
  for (let at = archive.indexOf(HEADER); at !== -1; at = archive.indexOf(HEADER, at + HEADER.length)) {
    // Of a local file header: 30 bytes, a name and an extra field. Each member is compressed.
    const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
    contents.push(inflateRawSync(archive.subarray(start)));
  }
  return Buffer.concat(contents).toString("latin1");
}
