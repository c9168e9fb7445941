/** Runs a program's main function: its result is the exit code; an error is printed and exits with code 1. */
export function program(main: () => Promise<number>): void {
  main().then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
