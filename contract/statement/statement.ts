import type { PolicyDocument } from "../policy";
import { sentencesOf } from "./sentences";
import { limitsOf, standardsOf, type StandardStatement } from "./standards";

/** What a session policy means, in words for an auditor. */
export interface PolicyStatement {
  /** What the policy does, a sentence each. */
  readonly policy: readonly string[];
  /** What the policy meets of each standard. */
  readonly standards: readonly StandardStatement[];
  /** What the policy does not cover, a sentence each. */
  readonly notCovered: readonly string[];
}

export function statementOf(policy: PolicyDocument): PolicyStatement {
  return { policy: sentencesOf(policy), standards: standardsOf(policy), notCovered: limitsOf(policy) };
}

/** The statement as Markdown. */
export function statementInMarkdown({ policy, standards, notCovered }: PolicyStatement): string {
  const list = (sentences: readonly string[]) => sentences.map((sentence) => `- ${sentence}`).join("\n");
  const sections = standards.map(({ requirement, asks, met, notMet }) =>
    [
      `### ${requirement}`,
      asks,
      ...(met.length > 0 ? [`Met:\n\n${list(met)}`] : []),
      ...(notMet.length > 0 ? [`Not met:\n\n${list(notMet)}`] : []),
    ].join("\n\n"),
  );
  return [
    "# Session limit",
    "## The policy",
    list(policy),
    "## Standards",
    ...sections,
    "## What the policy does not cover",
    list(notCovered),
    "",
  ].join("\n\n");
}
