/** Lower case without `-` and `_`, so that `--media_id`, `Media-ID` and `mediaId` are the same key. */
export function normalKey(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

const option = /^--([a-z][\w-]*)(?:=(.*))?$/is;
const shellSeparators = /[\s;&|()]+/;

/**
 * The options of a container's command by normalized key: `--key VALUE` and `--key=VALUE`, also within a
 * shell command (`bash -c "run --key VALUE && …"`). The first occurrence wins. Values that only a shell can
 * resolve (`$KEY`) are left out.
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

/** Splits only what looks like a command line; a plain argument may contain anything. */
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
