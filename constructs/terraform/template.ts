/**
 * Escapes text that is to reach Terraform unchanged. A string in a Terraform configuration is a template: `${` starts an
 * expression and `%{` a directive, so JavaScript's own template literals would be mistaken for Terraform's.
 *
 * Never pass a cdktf token: it is such an expression itself, and would no longer be resolved.
 *
 * Source: Terraform language documentation, "Strings and Templates".
 */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => opening.charAt(0) + opening);
}
