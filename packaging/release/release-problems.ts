/** The facts by which a release is judged. */
export interface ReleaseFacts {
  readonly manifest: {
    readonly version: string;
    readonly repository?: { readonly url?: string };
    readonly bugs?: { readonly url?: string };
    readonly homepage?: string;
  };
  /** The newest version in CHANGELOG.md that has a date. */
  readonly latestRelease: string;
  /** What the package's tags begin with, such as "v". */
  readonly tagPrefix: string;
  /** The tag of the commit to be released, such as "v1.2.0"; empty if it has none. */
  readonly tag: string;
}

/** Stands for an address of the project that has not been decided yet. RFC 2606 guarantees that nobody ever uses this domain. */
const PLACEHOLDER = "example.com";

/** Everything that keeps a version from being released. Each problem says what to do. */
export function releaseProblems({ manifest, latestRelease, tagPrefix, tag }: ReleaseFacts): string[] {
  const { version, repository, bugs, homepage } = manifest;
  const addresses = { repository: repository?.url, bugs: bugs?.url, homepage };
  const problems = Object.entries(addresses)
    .filter(([, address]) => !address || address.includes(PLACEHOLDER))
    .map(
      ([field, address]) =>
        `${field} in package.json must be an address of the project, got: ${address ? `"${address}"` : "nothing"}; write the real one`,
    );
  if (latestRelease !== version) {
    problems.push(
      `CHANGELOG.md must have version ${version} of package.json as its newest release, got: "${latestRelease}"; run "npx changelog --release ${version}"`,
    );
  }
  const needed = `${tagPrefix}${version}`;
  if (tag !== needed) {
    problems.push(`the commit must have the tag "${needed}", got: "${tag}"; run "git tag ${needed}"`);
  }
  return problems;
}
