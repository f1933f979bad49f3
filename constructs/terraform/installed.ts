/** This is imported before anything that needs the library: if it is absent, Node.js would only report an unknown module. */
const LIBRARY: string = "cdktf";

try {
  require.resolve("cdktf");
} catch (cause) {
  const other = LIBRARY === "cdktn" ? "cdktf-auth0-single-session" : "cdktf-auth0-single-session/cdktn";
  throw new Error(
    `${LIBRARY} is not installed; run "npm install ${LIBRARY} constructs", or import from "${other}" if yours is the other library`,
    { cause },
  );
}
