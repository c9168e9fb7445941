import { format } from 'node:util';

/** Set in the extension host if VS Code mixes its own log into the host's console output. */
export const markVariable = 'BATCH_MONITOR_CONSOLE_MARK';

const methods = ['log', 'info', 'warn', 'error'] as const;

/**
 * A console that prefixes its output with a mark, so that the launcher can distinguish it from VS Code's log.
 */
export function markedConsole(original: Console, mark: string): Console {
  const marked = methods.map(method => {
    const value = (...args: unknown[]): void => original[method](mark + format(...args));
    return [method, { value }] as const;
  });
  // A new object with defined properties, because the extension host's console ignores assignments.
  return Object.create(original, Object.fromEntries(marked)) as Console;
}

/** The text without its mark, or undefined if it has none. */
export const unmarked = (text: string, mark: string): string | undefined =>
  text.startsWith(mark) ? text.slice(mark.length) : undefined;
