import type { Clock } from './clock';

export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const everyMs = { terminal: 200, file: 10_000 };

/**
 * How far a tool is, on standard error: on a terminal a line that changes, elsewhere a line every ten
 * seconds. All else a tool says there goes through `say`, so that it gets a line of its own.
 */
export class Progress {
  private shownAt: number;
  private isLineOpen = false;

  constructor(
    private readonly output: ProgressOutput,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.shownAt = clock.now();
  }

  /** May be called as often as there is news. */
  show(describe: () => string): void {
    const now = this.clock.now();
    const isTerminal = this.output.isTTY === true;
    if (now - this.shownAt < (isTerminal ? everyMs.terminal : everyMs.file)) {
      return;
    }
    this.shownAt = now;
    this.output.write(isTerminal ? `${clearLine}${describe()}` : `${describe()}\n`);
    this.isLineOpen = isTerminal;
  }

  say(line: string): void {
    this.end();
    this.output.write(`${line}\n`);
  }

  /** Takes the changing line away. */
  end(): void {
    if (this.isLineOpen) {
      this.output.write(clearLine);
      this.isLineOpen = false;
    }
  }
}

/** To the first column, and nothing behind it (ECMA-48, "erase in line"). */
const clearLine = '\r\u001B[K';
