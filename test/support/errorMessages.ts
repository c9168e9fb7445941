import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface ErrorMessage {
  readonly code: string;
  /** As it stands in the source, with its placeholders. */
  readonly message: string;
}

/** A code, followed by the first text that is looked up: the message. */
const made =
  /'((?:access|aws|clock|credentials|network|table)\.[A-Za-z]+|network|throttled|restricted)',\s*(?:\w+(?:\.\w+)* === undefined\s*\?\s*|\w+(?:\.\w+)*\.some\([^)]*\)\s*\?\s*)*t\(\s*'([^']+)'/g;

/** The errors that the sources of a folder make for users: the first message of each code. */
export function errorMessages(folders: readonly string[]): ErrorMessage[] {
  const found = new Map<string, string>();
  for (const file of folders.flatMap(sourcesOf)) {
    for (const [, code = '', message = ''] of readFileSync(file, 'utf8').matchAll(made)) {
      found.set(code, found.get(code) ?? message);
    }
  }
  return [...found].map(([code, message]) => ({ code, message }));
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .map(name => path.join(folder, name));
