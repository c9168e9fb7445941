import { randomUUID } from 'node:crypto';
import { format } from 'node:util';
import { unmarked } from './markedConsole';

const maxLines = 60;

/** Forwards the tests' own output and buffers VS Code's log in case something fails. */
export class TestOutput {
  readonly mark = `[${randomUUID()}]`;
  private readonly buffer: string[] = [];
  private hasTests = false;

  constructor(private readonly print: (line: string) => void = line => console.log(line)) {}

  /** Returns whether it is the tests' own. */
  write(args: readonly unknown[]): boolean {
    const text = format(...args);
    const own = unmarked(text, this.mark);
    if (own === undefined) {
      this.addToBuffer(text);
    } else {
      this.hasTests = true;
      this.print(own);
    }
    return own !== undefined;
  }

  addToBuffer(line: string): void {
    this.buffer.push(line);
    this.buffer.splice(0, this.buffer.length - maxLines);
  }

  /** VS Code's latest output, for the case that the tests did not even start. */
  get log(): string {
    return this.buffer.join('\n');
  }

  get isSilent(): boolean {
    return !this.hasTests;
  }
}
