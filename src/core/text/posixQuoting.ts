/** Words that need no quotes in a shell. */
const plainWord = /^[\w@%+=:,./-]+$/;

/** Joins the words of a command into a line that a POSIX shell splits into the same words. */
export function posixQuoted(words: readonly string[]): string {
  return words
    .map(word => (plainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
