import tls from "node:tls";

/** PEM. Several tenants may run in one process. */
const trusted = new Set<string>();

/**
 * This process trusts the authority from now on, besides those that it trusts anyway: `fetch`, and whatever else opens a
 * connection by TLS without naming authorities of its own.
 *
 * @param authority PEM
 * @returns ends that
 */
export function trust(authority: string): () => void {
  trusted.add(authority);
  apply();
  return () => {
    trusted.delete(authority);
    apply();
  };
}

let own: string[] | undefined;
const { createSecureContext } = tls;

/** Node has a function for it since 22.19 and 24.5; before, each connection's context is told. */
function apply(): void {
  if (tls.setDefaultCACertificates !== undefined) {
    own ??= tls.getCACertificates("default");
    tls.setDefaultCACertificates([...own, ...trusted]);
  } else {
    tls.createSecureContext = trusted.size > 0 ? createTrustingContext : createSecureContext;
  }
}

function createTrustingContext(options: tls.SecureContextOptions = {}): tls.SecureContext {
  const secureContext = createSecureContext(options);
  const context = secureContext.context as { addCACert(pem: string): void };
  if (options.ca === undefined) trusted.forEach((pem) => context.addCACert(pem));
  return secureContext;
}
