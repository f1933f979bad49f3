import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  ManagementCredentials,
  SingleSessionConstruct,
  TriggerBinding,
  type SingleSessionProps,
} from "../../constructs";
import { synthesize } from "../constructs/stack";

const PAGE = readFileSync(path.join(__dirname, "..", "..", "docs", "lifecycle.md"), "utf8");

function addressesOf(props: SingleSessionProps): string[] {
  const { resource } = synthesize((stack) => new SingleSessionConstruct(stack, "SingleSession", props));
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`));
}

test("docs/lifecycle.md names every address that a construct has, with any credentials and binding", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const credentials = [
    ManagementCredentials.generatedSecret(),
    ManagementCredentials.privateKeyJwt({ privateKey, publicKey, version: 1 }),
    ManagementCredentials.existing({ clientId: "a", clientSecret: "b" }),
  ];
  const bindings = [TriggerBinding.append(), TriggerBinding.ordered([TriggerBinding.self]), TriggerBinding.none()];
  const synthesized = credentials.flatMap((one) =>
    bindings.flatMap((binding) => addressesOf({ credentials: one, binding })),
  );
  const section = PAGE.split("## What there is")[1]!.split("\n## ")[0]!;
  const named = [...section.matchAll(/^\| `((?:auth0|terraform)_\w+\.\w+)`/gm)].map(([, address]) => address!);
  expect(named.sort()).toEqual([...new Set(synthesized)].sort());
});
