import { describeFailure } from "../../../command/doctor/examination/connection";

const failure = (code: string) => new TypeError("fetch failed", { cause: Object.assign(new Error("why"), { code }) });

test.each([
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])("%s is a certificate that is not trusted", (code) => {
  expect(describeFailure(failure(code))).toEqual({ state: "untrusted", reason: `${code}: why` });
});

test.each(["ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "UND_ERR_CONNECT_TIMEOUT"])("%s is nobody there", (code) => {
  expect(describeFailure(failure(code))).toEqual({ state: "unreachable", reason: `${code}: why` });
});

test("a failure without a cause keeps its own words", () => {
  expect(describeFailure(new Error("took too long"))).toEqual({ state: "unreachable", reason: "took too long" });
});
