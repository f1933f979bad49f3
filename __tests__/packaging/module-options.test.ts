/** What the construct can be given, against what the Terraform module can: an option that only one of them has fails here. */
import path from "node:path";
import ts from "typescript";
import { configurationOf } from "../../packaging/terraform-module/configuration";
import { BINDINGS, CREDENTIALS } from "../../packaging/terraform-module/modes";

/** Options that no variable stands for, and what does. */
const NO_VARIABLE: Record<string, string> = {
  "SingleSessionProps.credentials": "the first part of the module's path",
  "SingleSessionProps.binding": "the second part of the module's path",
  "SingleSessionProps.provider": "Terraform's own `providers` of a module block",
  "ExistingApplicationOptions.grant": "a folder, -without-grant, because it decides which resources there are",
};

/** Options whose variable has a name of its own: in a module's block, the bare word would not say of what. */
const OTHER_NAMES: Record<string, string> = {
  "WriteOnlySecretOptions.secret": "client_secret",
  "WriteOnlySecretOptions.version": "secret_version",
  "PrivateKeyJwtOptions.version": "secret_version",
  "ExistingApplicationOptions.version": "secret_version",
};

/** What a way takes that is no group of options, as it is declared, and the variables that stand for it. */
const PARAMETERS: Record<string, { takes: string; variables: string[] }> = {
  ordered: { takes: "order: (BoundAction | OwnAction)[]", variables: ["before", "after"] },
};

const ENTRY = path.join(__dirname, "..", "..", "constructs", "index.ts");
const program = ts.createProgram([ENTRY], { module: ts.ModuleKind.Node20, strict: true, skipLibCheck: true });
const checker = program.getTypeChecker();

function exported(name: string): ts.Symbol {
  const module = checker.getSymbolAtLocation(program.getSourceFile(ENTRY)!)!;
  const symbol = checker.getExportsOfModule(module).find((one) => one.name === name)!;
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** `writeOnlySecret(options)` and the like, each with what it takes. */
function waysOf(className: string): [way: string, takes: ts.Symbol | undefined][] {
  const type = checker.getTypeOfSymbol(exported(className));
  return type.getProperties().flatMap((property): [string, ts.Symbol | undefined][] => {
    const [signature] = checker.getTypeOfSymbol(property).getCallSignatures();
    return signature ? [[property.name, signature.getParameters()[0]]] : [];
  });
}

const optionsOf = (type: ts.Type) => type.getProperties().map(({ name }) => `${type.symbol.name}.${name}`);

const optionsTakenAs = (parameter?: ts.Symbol) => (parameter ? optionsOf(checker.getTypeOfSymbol(parameter)) : []);

const words = (name: string, between: string) => name.replace(/[A-Z]/g, (letter) => between + letter.toLowerCase());

/** The variables that the module uses, in any of the folders of a way. */
function variablesOf(credentials: string, binding: string): Set<string> {
  const folders = Object.keys(CREDENTIALS).filter((name) => name === credentials || name.startsWith(`${credentials}-`));
  return new Set(
    folders.flatMap((folder) => {
      const { main, variables } = configurationOf(folder, binding, "", "the Action");
      return Object.keys(variables).filter((name) => JSON.stringify(main).includes(`var.${name}`));
    }),
  );
}

/** Options that neither a variable nor the list above stands for. */
function missing(options: readonly string[], variables: Set<string>): string[] {
  return options
    .filter((option) => !(option in NO_VARIABLE))
    .filter((option) => !variables.has(OTHER_NAMES[option] ?? words(option.split(".")[1]!, "_")));
}

const props = optionsOf(checker.getDeclaredTypeOfSymbol(exported("SingleSessionProps")));
const credentials = waysOf("ManagementCredentials");
const bindings = waysOf("TriggerBinding");

test("the module has a variable for each of the construct's props", () => {
  expect(missing(props, variablesOf("generated-secret", "append"))).toEqual([]);
});

test.each(credentials)(
  "the module has a folder for the credentials %s(), with a variable for each option",
  (way, takes) => {
    const folder = words(way, "-");
    expect(Object.keys(CREDENTIALS)).toContain(folder);
    expect(missing(optionsTakenAs(takes), variablesOf(folder, "append"))).toEqual([]);
  },
);

test.each(bindings)("the module has a folder for the binding %s(), with variables for what it takes", (way, takes) => {
  expect(Object.keys(BINDINGS)).toContain(words(way, "-"));
  const { takes: declared, variables = [] } = PARAMETERS[way] ?? {};
  expect(takes?.valueDeclaration?.getText()).toBe(declared);
  expect([...variablesOf("generated-secret", words(way, "-"))]).toEqual(expect.arrayContaining(variables));
});

test("the module's Actions to run before and after have each field of a bound Action", () => {
  const fields = checker.getDeclaredTypeOfSymbol(exported("BoundAction")).getProperties();
  const type = `list(object({ ${fields.map(({ name }) => `${name} = string`).join(", ")} }))`;
  expect([BINDINGS.ordered!.variables.before!.type, BINDINGS.ordered!.variables.after!.type]).toEqual([type, type]);
});

test("whatever is said to have no variable, or another name, is an option still", () => {
  const options = new Set([...props, ...credentials.flatMap(([, takes]) => optionsTakenAs(takes))]);
  const named = [...Object.keys(NO_VARIABLE), ...Object.keys(OTHER_NAMES)];
  expect(named.filter((option) => !options.has(option))).toEqual([]);
});
