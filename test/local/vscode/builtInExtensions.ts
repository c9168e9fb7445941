import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';

/**
 * The built-in extensions that tests need: themes, and the languages of the documents that we open. A window
 * with all of them, such as those for Git, debugging and chat, costs a third more CPU time to start.
 */
const neededByTests = [
  'configuration-editing',
  'diff',
  'json',
  'json-language-features',
  'log',
  'markdown-basics',
  'markdown-language-features',
  'theme-defaults',
  'theme-seti',
];

/** Makes a folder with only the built-in extensions that tests need, for a server to start with. */
export async function linkNeededExtensions(all: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    neededByTests.map(name => symlink(path.join(all, name), path.join(folder, name))),
  );
}
