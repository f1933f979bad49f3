import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Management } from "auth0";
import { TerraformStack, Testing } from "cdktf";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { Terraform } from "../../scripts/terraform/terraform";
import { prepareTerraform } from "../../scripts/terraform/toolchain";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator";

/** What the provider's first build may take, in milliseconds. */
export const PREPARATION_TIME = 600_000;

/** A simulated tenant, and a folder in which real Terraform manages it through the real provider. */
export class Deployment {
  private initialized?: Promise<void>;

  private constructor(
    readonly simulator: Simulator,
    readonly terraform: Terraform,
    private readonly folder: string,
  ) {}

  static async start(options?: SimulatorOptions): Promise<Deployment> {
    const toolchain = await prepareTerraform({ onProgress: say });
    const simulator = await startSimulator(options);
    const folder = await mkdtemp(path.join(tmpdir(), "deployment-"));
    return new Deployment(simulator, new Terraform(toolchain, folder, simulator.environment), folder);
  }

  /** Replaces the configuration by the stack that `build` fills. */
  async configure(build: (stack: TerraformStack) => void): Promise<void> {
    const stack = new TerraformStack(Testing.app(), "stack");
    new Auth0Provider(stack, "Auth0");
    build(stack);
    await writeFile(path.join(this.folder, "cdk.tf.json"), Testing.synth(stack, true));
    // Once is enough: every stack needs the same providers.
    this.initialized ??= this.terraform.init();
    await this.initialized;
  }

  async apply(build: (stack: TerraformStack) => void): Promise<void> {
    await this.configure(build);
    await this.terraform.apply();
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

  /** An Action of somebody else's, deployed and bound. */
  async bindForeignAction(name: string): Promise<void> {
    await this.bindAction({ name, code: "exports.onExecutePostLogin = async () => {};" });
  }

  /**
   * Creates, deploys and binds an Action, last, as somebody would without Terraform.
   *
   * @returns its id
   */
  async bindAction(action: Pick<Management.CreateActionRequestContent, "name" | "code" | "dependencies" | "secrets">) {
    const { actions } = this.simulator.management;
    const supported_triggers = [{ id: "post-login" as const, version: "v3" }];
    const { id } = await actions.create({ ...action, supported_triggers, runtime: "node22" });
    await this.simulator.settled();
    await actions.deploy(id!);
    const bound = await actions.triggers.bindings.list("post-login");
    const before = bound.data.map((binding) => ({ ref: { type: "binding_id" as const, value: binding.id! } }));
    const bindings = [...before, { ref: { type: "action_id" as const, value: id! }, display_name: action.name }];
    await actions.triggers.bindings.updateMany("post-login", { bindings });
    return id!;
  }

  async stop(): Promise<void> {
    await this.simulator.close();
    await rm(this.folder, { recursive: true });
  }
}

/** What takes long is said while it is done; Jest shows a test's own output only when the test is over. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
