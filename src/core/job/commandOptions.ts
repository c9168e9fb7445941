/** A key without its case and `-` / `_`: `--media_id`, `Media-ID` and `mediaId` are one. */
export function normalKey(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

const option = /^--([a-z][\w-]*)(?:=(.*))?$/is;
const shellSeparators = /[\s;&|()]+/;

/**
 * The options of a container's command, by their normal keys: `--key VALUE` and `--key=VALUE`, also
 * inside one shell text (`bash -c "run --key VALUE && …"`). The first of a kind counts. Values that
 * only a shell could know (`$KEY`) are left out.
 */
export function commandOptions(command: readonly string[]): ReadonlyMap<string, string> {
  const words = command.flatMap(splitShell);
  const options = new Map<string, string>();
  words.forEach((word, index) => {
    const [, key, assigned] = option.exec(word) ?? [];
    const value = unquoted(assigned ?? words[index + 1] ?? '');
    if (key !== undefined && isValue(value) && !options.has(normalKey(key))) {
      options.set(normalKey(key), value);
    }
  });
  return options;
}

/** Only what looks like a command line is taken apart; a plain argument may hold anything. */
function splitShell(argument: string): string[] {
  return /\s/.test(argument)
    ? argument.split(shellSeparators).filter(word => word !== '')
    : [argument.trim()];
}

function unquoted(word: string): string {
  return word.replace(/^["']+|["']+$/g, '');
}

function isValue(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !word.startsWith('$');
}
