import type { Block } from "@cdktf/commons";
import type { AttributeModel, ResourceModel } from "@cdktf/provider-generator/lib/get/generator/models";

/** Terraform also prints the description of a block, which cdktf's type leaves out. */
type DescribedBlock = Block & { readonly description?: string };

/** What the provider's schema says about each attribute, by `<class or interface>.<attribute in Terraform>`. */
export type Descriptions = ReadonlyMap<string, string>;

export function descriptionsOf(resources: readonly ResourceModel[]): Descriptions {
  const descriptions = new Map<string, string>();
  const read = (owners: string[], attributes: AttributeModel[], block: DescribedBlock | undefined) => {
    for (const { terraformName, type, description } of attributes) {
      const nested: DescribedBlock | undefined = block?.block_types?.[terraformName]?.block;
      // For a block, cdktf gives only the name.
      const text = nested?.description ?? description;
      if (text) for (const owner of owners) descriptions.set(`${owner}.${terraformName}`, text);
      if (type.struct) read([type.struct.name, type.struct.outputReferenceName], type.struct.attributes, nested);
    }
  };
  for (const { className, configStruct, attributes, schema } of resources) {
    read([className, configStruct.name], attributes, schema.block);
  }
  return descriptions;
}

/**
 * Adds a comment wherever an attribute is read or set, whereas cdktf comments only the interfaces, and describes a nested block
 * instead of only naming it. In TypeScript, a setter with the same name as a getter shares the getter's comment.
 */
export function withComments(text: string, descriptions: Descriptions): string {
  let owner = "";
  let attribute = "";
  return text
    .split("\n")
    .flatMap((line) => {
      owner = /^export (?:class|interface) (\w+)/.exec(line)?.[1] ?? owner;
      const block = /^ {2}\* (\w+) block$/.exec(line)?.[1];
      if (block) return commentLines(descriptions.get(`${owner}.${block}`)) ?? line;

      attribute = /^ {2}\/\/ (\w+) - computed: /.exec(line)?.[1] ?? attribute;
      if (!/^ {2}public (get (?!\w+Input\(\)|internalValue)|put)\w+\(/.test(line)) return line;
      const comment = commentLines(descriptions.get(`${owner}.${attribute}`));
      return comment ? ["  /**", ...comment, "  */", line] : line;
    })
    .join("\n");
}

function commentLines(description: string | undefined): string[] | undefined {
  return description?.split("\n").map((line) => `  * ${line}`);
}
