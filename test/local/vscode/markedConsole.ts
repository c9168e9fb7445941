import { format } from 'node:util';

/** Set in the extension host when VS Code mixes its own log into the host's console output. */
export const markVariable = 'BATCH_MONITOR_CONSOLE_MARK';

const methods = ['log', 'info', 'warn', 'error'] as const;

/** A console that marks what it writes, so that the launcher can tell it from VS Code's log. */
export function markedConsole(original: Console, mark: string): Console {
  const marked = methods.map(method => {
    const value = (...args: unknown[]): void => original[method](mark + format(...args));
    return [method, { value }] as const;
  });
  // A new object, and defined properties: the extension host's console ignores assignments.
  return Object.create(original, Object.fromEntries(marked)) as Console;
}

/** The text without its mark, or nothing when it bears none. */
export const unmarked = (text: string, mark: string): string | undefined =>
  text.startsWith(mark) ? text.slice(mark.length) : undefined;
