import { createPrivateKey, type KeyObject } from "node:crypto";
import type { JWK } from "jose";

const MINIMUM_BITS = 2048;

/** @param pem a private RSA key @throws Error for anything else */
export function signingKeyIn(pem: string): JWK {
  const key = privateKeyIn(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "rsa" || bits < MINIMUM_BITS) {
    throw new Error(
      `signing_key of the seed is of the type ${key.asymmetricKeyType} with ${bits} bits; ` +
        `give a private RSA key of ${MINIMUM_BITS} bits or more`,
    );
  }
  return key.export({ format: "jwk" }) as JWK;
}

function privateKeyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new Error("signing_key of the seed is no private key in PEM; `openssl genrsa 2048` makes one", {
      cause: error,
    });
  }
}
