import type { EnvironmentContext, JestEnvironmentConfig } from "@jest/environment";
import { TestEnvironment } from "jest-environment-node";
import { omit } from "./omit";
import { startSimulator, type Simulator, type SimulatorOptions } from "./simulator";

/**
 * A test environment of Jest: each test file has a tenant of its own, in the global variable `simulator`, which the test's
 * process trusts. `testEnvironmentOptions` are those of `startSimulator`.
 *
 * The tenant runs outside of the sandbox in which Jest runs a test: that cannot load ES modules, which the simulator builds on, and
 * its fake timers would stop the tenant.
 */
class TenantEnvironment extends TestEnvironment {
  private readonly options: SimulatorOptions;
  private simulator?: Simulator;

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.options = omit(config.projectConfig.testEnvironmentOptions, "exportConditions"); // which is Jest's own
  }

  override async setup(): Promise<void> {
    await super.setup();
    this.simulator = await startSimulator({ trusted: true, ...this.options });
    this.global.simulator = this.simulator;
  }

  override async teardown(): Promise<void> {
    await this.simulator?.close();
    await super.teardown();
  }
}

export = TenantEnvironment;
