import { randomUUID } from 'node:crypto';
import { format } from 'node:util';
import { unmarked } from './markedConsole';

const keptLines = 60;

/** Passes the tests' own output on and holds VS Code's log back, for the case that something breaks. */
export class TestOutput {
  readonly mark = `[${randomUUID()}]`;
  private readonly kept: string[] = [];
  private hasTests = false;

  constructor(private readonly print: (line: string) => void = line => console.log(line)) {}

  write(args: readonly unknown[]): void {
    const text = format(...args);
    const own = unmarked(text, this.mark);
    if (own === undefined) {
      this.keep(text);
    } else {
      this.hasTests = true;
      this.print(own);
    }
  }

  keep(line: string): void {
    this.kept.push(line);
    this.kept.splice(0, this.kept.length - keptLines);
  }

  /** What VS Code has said lately; worth reading when the tests did not even start. */
  get log(): string {
    return this.kept.join('\n');
  }

  get isSilent(): boolean {
    return !this.hasTests;
  }
}
