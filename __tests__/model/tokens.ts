/** Access tokens. A token is the number of the key that signed it; only the tenant's newest key is valid. */
export interface Tokens {
  key: number;
  /** What each instance keeps. */
  warm: Record<number, number>;
  /** What the cache keeps that instances may share. */
  cached?: number;
}

/** The token that an earlier login left. */
export function leftToken({ warm, cached }: Tokens, instance: number, sharedCache: boolean): number | undefined {
  return warm[instance] ?? (sharedCache ? cached : undefined);
}

export function requestToken(tokens: Tokens, instance: number): number {
  return (tokens.cached = tokens.warm[instance] = tokens.key);
}
