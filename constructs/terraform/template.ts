/**
 * Escapes text that is to reach Terraform as it is. A string in a Terraform configuration is a template: `${` starts an
 * expression and `%{` a directive, so that JavaScript's own template literals would be taken for Terraform's.
 *
 * Never pass it a cdktf token: a token is such an expression, and would no longer be resolved.
 *
 * Source: Terraform language documentation, "Strings and Templates".
 */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => opening.charAt(0) + opening);
}
