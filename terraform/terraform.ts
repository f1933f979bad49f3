import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ProviderSchema } from "@cdktf/commons";
import { CommandError, run } from "./command";
import type { TerraformToolchain } from "./toolchain";

/** A plan, as text for people and as data. */
export interface Plan {
  /** Whether applying the plan would change anything, including outputs. */
  changes: boolean;
  text: string;
  json: PlanDocument;
}

/** The parts that are used of what `terraform show -json` prints for a plan. */
export interface PlanDocument {
  resource_changes?: ResourceChange[];
  output_changes?: Record<string, Change>;
}

export interface ResourceChange {
  address: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  change: Change;
}

export interface Change {
  actions: ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  before: unknown;
  after: unknown;
}

/** The parts that are used of what `terraform show -json` prints for a state. */
export interface StateDocument {
  /** Undefined while the state is empty. */
  values?: {
    outputs?: Record<string, { sensitive: boolean; value?: unknown }>;
    root_module: { resources?: StateResource[] };
  };
}

export interface StateResource {
  address: string;
  mode: "managed" | "data";
  type: string;
  name: string;
  values: Record<string, unknown>;
}

/** Terraform in one folder. If Terraform fails, every method throws a {@link CommandError} with Terraform's own message. */
export class Terraform {
  private readonly environment: NodeJS.ProcessEnv;

  /**
   * @param folder the folder with the configuration, for example `cdktf.out/stacks/<stack>`
   * @param environment additional variables that the provider and the configuration need, such as `AUTH0_DOMAIN` or `TF_VAR_…`
   */
  constructor(
    private readonly toolchain: TerraformToolchain,
    private readonly folder: string,
    environment: Record<string, string> = {},
  ) {
    this.environment = { ...process.env, ...toolchain.environment, ...environment };
  }

  async init(): Promise<void> {
    await this.run("init", "-input=false", "-no-color");
  }

  async plan(): Promise<Plan> {
    const scratch = await mkdtemp(path.join(tmpdir(), "terraform-plan-"));
    try {
      const file = path.join(scratch, "plan");
      const { changes, text } = await this.planInto(file);
      return { changes, text, json: JSON.parse(await this.run("show", "-json", file)) as PlanDocument };
    } finally {
      // A saved plan contains secrets in plain text.
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** @returns what Terraform printed */
  async apply(): Promise<string> {
    return this.run("apply", "-auto-approve", "-input=false", "-no-color");
  }

  /** @returns what Terraform printed */
  async destroy(): Promise<string> {
    return this.run("destroy", "-auto-approve", "-input=false", "-no-color");
  }

  async show(): Promise<StateDocument> {
    return JSON.parse(await this.run("show", "-json")) as StateDocument;
  }

  /** @returns the addresses of everything in the state, including data sources */
  async stateList(): Promise<string[]> {
    return (await this.run("state", "list")).split("\n").filter((address) => address !== "");
  }

  async providersSchema(): Promise<ProviderSchema> {
    return JSON.parse(await this.run("providers", "schema", "-json")) as ProviderSchema;
  }

  private async planInto(file: string): Promise<{ changes: boolean; text: string }> {
    try {
      const text = await this.run("plan", "-detailed-exitcode", `-out=${file}`, "-input=false", "-no-color");
      return { changes: false, text };
    } catch (error) {
      if (error instanceof CommandError && error.exitCode === 2) return { changes: true, text: error.stdout };
      throw error;
    }
  }

  private async run(...args: string[]): Promise<string> {
    const { stdout } = await run(this.toolchain.engine.binary, args, { cwd: this.folder, env: this.environment });
    return stdout;
  }
}
