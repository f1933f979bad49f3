import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Management } from "auth0";
import { TerraformStack, Testing } from "cdktf";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { run, type CommandOutput } from "../../terraform/command";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform, type TerraformToolchain } from "../../terraform/toolchain";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator";

/** What the provider's first build may take, in milliseconds. */
export const PREPARATION_TIME = 600_000;

/** A simulated tenant, and a folder in which real Terraform manages it through the real provider. */
export class Deployment {
  private variables: Record<string, string> = {};
  private settings: Record<string, string> = {};
  private initialized = false;

  private constructor(
    readonly simulator: Simulator,
    private readonly toolchain: TerraformToolchain,
    /** Holds the configuration and the state. */
    readonly folder: string,
  ) {}

  private static toolchain?: Promise<TerraformToolchain>;

  /** @param parent the folder in which it makes its own */
  static async start(options?: SimulatorOptions, parent = tmpdir()): Promise<Deployment> {
    Deployment.toolchain ??= prepareTerraform({ onProgress: say });
    const toolchain = await Deployment.toolchain;
    const simulator = await startSimulator(options);
    const folder = await mkdtemp(path.join(parent, "deployment-"));
    return new Deployment(simulator, toolchain, folder);
  }

  get terraform(): Terraform {
    return new Terraform(this.toolchain, this.folder, this.environment);
  }

  /** Gives the configuration's variables their values, to each command from now on; those of before are forgotten. */
  setVariables(values: Record<string, string>): void {
    this.variables = Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value]));
  }

  /** Configures the provider in another way than the simulator suggests, from now on. */
  setEnvironment(settings: Record<string, string>): void {
    this.settings = settings;
  }

  /** Any command of Terraform's, and all that it prints. */
  async command(...args: string[]): Promise<CommandOutput> {
    const environment = { ...process.env, ...this.toolchain.environment, ...this.environment };
    return run(this.toolchain.engine.binary, args, { cwd: this.folder, env: environment });
  }

  private get environment(): Record<string, string> {
    return { ...this.simulator.environment, ...this.settings, ...this.variables };
  }

  /** Replaces the configuration by the stack that `build` fills. */
  async configure(build: (stack: TerraformStack) => void): Promise<void> {
    const stack = new TerraformStack(Testing.app(), "stack");
    new Auth0Provider(stack, "Auth0");
    build(stack);
    await writeFile(path.join(this.folder, "cdk.tf.json"), Testing.synth(stack, true));
    if (!this.initialized) await this.terraform.init();
    this.initialized = true;
  }

  /** As it was synthesized. */
  configuration(): object {
    return JSON.parse(readFileSync(path.join(this.folder, "cdk.tf.json"), "utf8")) as object;
  }

  async apply(build: (stack: TerraformStack) => void): Promise<void> {
    await this.configure(build);
    await this.terraform.apply();
  }

  /** What the command, given as to Terraform, is to do: to each address, a word of Terraform's own. */
  async changes(command: "plan" | "apply", ...options: string[]): Promise<Record<string, string>> {
    const approval = command === "apply" ? ["-auto-approve"] : [];
    const { stdout } = await this.command(command, "-json", "-input=false", ...approval, ...options);
    return plannedChanges(stdout);
  }

  /** The user_id of a new user. */
  async addUser(): Promise<string> {
    const email = `user${Math.random()}@example.com`;
    const connection = "Username-Password-Authentication";
    const user = await this.simulator.management.users.create({ connection, email, password: "correct horse battery" });
    return user.user_id!;
  }

  /** The ids of the user's sessions once every accepted deletion has taken effect. */
  async sessionsOf(user: string): Promise<string[]> {
    await this.simulator.settled();
    const sessions: string[] = [];
    for await (const { id } of await this.simulator.management.users.sessions.list(user)) sessions.push(id!);
    return sessions;
  }

  /** The names of the Actions bound to post-login, in their order. */
  async boundActions(): Promise<string[]> {
    const { data } = await this.simulator.management.actions.triggers.bindings.list("post-login");
    return data.map(({ action }) => action!.name!);
  }

  /** An Action of somebody else's, deployed and bound after what is bound already. */
  async bindForeignAction(name: string, body = ""): Promise<void> {
    await this.bindAction({ name, code: `exports.onExecutePostLogin = async (event, api) => { ${body} };` });
  }

  /**
   * Creates, deploys and binds an Action, last, as one does without Terraform.
   *
   * @returns its id
   */
  async bindAction(action: Pick<Management.CreateActionRequestContent, "name" | "code" | "dependencies" | "secrets">) {
    const { actions } = this.simulator.management;
    const supported_triggers = [{ id: "post-login" as const, version: "v3" }];
    const { id } = await actions.create({ ...action, supported_triggers, runtime: "node22" });
    await this.simulator.settled();
    await actions.deploy(id!);
    await this.bind([...(await this.boundActions()), action.name]);
    return id!;
  }

  /** Binds these Actions to post-login, in this order, and no other. */
  async bind(names: string[]): Promise<void> {
    const { actions } = this.simulator.management;
    const { data } = await actions.list({ per_page: 100 });
    const bindings = names.map((name) => ({
      ref: { type: "action_id" as const, value: data.find((action) => action.name === name)!.id! },
      display_name: name,
    }));
    await actions.triggers.bindings.updateMany("post-login", { bindings });
  }

  async stop(): Promise<void> {
    await this.simulator.close();
    await rm(this.folder, { recursive: true });
  }
}

interface Message {
  type: string;
  change?: { resource: { addr: string }; action: string };
}

/** Reads the lines of JSON in which Terraform tells of a plan. */
function plannedChanges(output: string): Record<string, string> {
  const messages = output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message);
  const planned = messages.filter(({ type }) => type === "planned_change").map(({ change }) => change!);
  return Object.fromEntries(planned.map(({ resource, action }) => [resource.addr, action]));
}

/** What takes long is said while it is done; Jest shows a test's own output only when the test is over. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
