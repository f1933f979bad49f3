/**
 * Makes a class of cdktf's generator create the parts of a resource when they are first used. The generator's own code creates all
 * of them with each resource, 56 for an `auth0_client`, and notes the call stack of each.
 */
export function withLazyReferences(text: string): string {
  return text
    .replaceAll(
      /^ {2}private (_\w+) = new ([\w.]+)\((this, .*)\);$/gm,
      "  private _$1?: $2;\n  private get $1() {\n    return (this._$1 ??= new $2($3));\n  }",
    )
    .replaceAll(/^ {4}(this\._\w+\.internalValue = (config\.\w+);)$/gm, "    if ($2 !== undefined) $1")
    .replaceAll(/\(this\.(_\w+)\.internalValue\)/g, "(this._$1?.internalValue)");
}
