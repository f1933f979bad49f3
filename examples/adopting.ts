import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "../constructs";

export interface ByHand {
  clientId: string;
  clientGrantId: string;
  actionId: string;
}

export function adopt(stack: TerraformStack, { clientId, clientGrantId, actionId }: ByHand): SingleSessionConstruct {
  const singleSession = new SingleSessionConstruct(stack, "SingleSession");

  singleSession.application.importFrom(clientId);
  singleSession.clientCredentials.importFrom(clientId);
  singleSession.clientGrant.importFrom(clientGrantId);
  singleSession.action.importFrom(actionId);
  singleSession.binding.importFrom(`post-login::${actionId}`);
  // Without this, OpenTofu would replace the application, because the terraform_data resource that triggers a replacement is new.
  singleSession.application.lifecycle = { createBeforeDestroy: true };

  return singleSession;
}
