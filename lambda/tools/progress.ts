import type { Clock } from './clock';

export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const everyMs = { terminal: 200, file: 10_000 };

/**
 * Shows a tool's progress on standard error: on a terminal one line that updates in place, otherwise a
 * line every ten seconds. Other messages go through `report`, so that they get a line of their own.
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

  /** Call it on every change; it limits its own output. */
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

  report(line: string): void {
    this.end();
    this.output.write(`${line}\n`);
  }

  /** Clears the progress line. */
  end(): void {
    if (this.isLineOpen) {
      this.output.write(clearLine);
      this.isLineOpen = false;
    }
  }
}

/** Moves to the first column and erases the line (ECMA-48, "erase in line"). */
const clearLine = '\r\u001B[K';
