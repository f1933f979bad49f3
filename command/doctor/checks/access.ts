import type { Access } from "../examination/facts";
import { ok, problem, type Finding } from "../finding";

/** Whether the doctor's own client may call the Management API. */
export function checkAccess(access: Access): Finding {
  if (access.state === "given") return ok("AUTH0_API_TOKEN is used as it is");
  if (access.state === "granted")
    return ok("AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get a token for the Management API");
  return problem({
    what: `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${access.audience}": ${access.reason}`,
    why: "without a token, the doctor sees nothing else, and neither does Terraform",
    advice:
      "check both variables, and check that the application is authorized for the Management API; with a custom domain, set AUTH0_AUDIENCE to https://<the canonical domain>/api/v2/",
  });
}
