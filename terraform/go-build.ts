import { CommandError, run } from "./command";
import { moduleFolder, type Pin, type PinnedProgram } from "./pin";

export interface GoBuild {
  program: PinnedProgram;
  pin: Pin;
  /** The path of the binary to write. */
  output: string;
  /** The program's variables that the linker sets, such as `example.com/module/version.dev=no`. @default none */
  variables?: string[];
  environment: NodeJS.ProcessEnv;
  onProgress: (line: string) => void;
}

/**
 * Builds a pinned program with Go, from modules that the Go module proxy serves and `go.sum` verifies.
 *
 * @throws Error that says which Go to install if there is none, or why the build failed
 */
export async function goBuild({ program, pin, output, variables = [], environment, onProgress }: GoBuild) {
  const linkerFlags = ["-s", "-w", ...variables.map((variable) => `-X ${variable}`)].join(" ");
  const args = ["build", "-v", "-trimpath", "-ldflags", linkerFlags, "-o", output, program.package];
  try {
    await run("go", args, {
      cwd: moduleFolder(program),
      // Without cgo, the binary needs no C compiler to build and no C library to run, just as the released one.
      env: { ...environment, CGO_ENABLED: "0" },
      onProgress: oneIn(25, onProgress),
    });
  } catch (error) {
    if (!(error instanceof CommandError && error.notFound)) throw error;
    throw new Error(`Go is not on PATH: install Go ${pin.goVersion} or newer`, { cause: error });
  }
}

/** Go names each of several hundred packages that it downloads and compiles. A few of these are enough to see that it is working. */
function oneIn(interval: number, onProgress: (line: string) => void): (line: string) => void {
  let count = 0;
  return (line) => {
    count += 1;
    if (count % interval === 0) onProgress(`go build, step ${count}: ${line}`);
  };
}
