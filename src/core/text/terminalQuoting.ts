import { posixQuoted } from './posixQuoting';

/** Words that PowerShell and cmd take as they are without quotes: a comma makes a list, `@` splats. */
const plain = /^[\w./:-]+$/;

/** What PowerShell and cmd both take as it is between double quotes. */
const quotable = /^[\w@+=:,./ ()-]*$/;

/**
 * The words of a command as a line for the terminal of a platform; undefined where no quotes are safe in
 * all of its shells.
 */
export function terminalQuoted(words: readonly string[], isWindows: boolean): string | undefined {
  if (!isWindows) {
    return words.some(word => /[\0\r\n]/.test(word)) ? undefined : posixQuoted(words);
  }
  return words.every(word => quotable.test(word))
    ? words.map(word => (plain.test(word) ? word : `"${word}"`)).join(' ')
    : undefined;
}
