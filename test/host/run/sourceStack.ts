import { findSourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** mocha has made paths relative by then. */
const position = /([^\s():]+\.js):(\d+):(\d+)/g;

/** A stack with the TypeScript positions: VS Code's own stack handling switches Node's off. */
export const sourceStack = (stack: string): string =>
  stack.replace(position, (text, file: string, line: string, column: string) => {
    const entry = findSourceMap(path.resolve(file))?.findEntry(
      Number(line) - 1,
      Number(column) - 1,
    );
    if (!entry || !('originalSource' in entry)) {
      return text;
    }
    const { originalSource, originalLine, originalColumn } = entry;
    const source = originalSource.startsWith('file:')
      ? fileURLToPath(originalSource)
      : originalSource;
    return `${path.relative('', source)}:${originalLine + 1}:${originalColumn + 1}`;
  });
