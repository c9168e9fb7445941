/** Words that a shell takes as they are. */
const plainWord = /^[\w@%+=:,./-]+$/;

/** The words of a command as one line that a POSIX shell would take apart into the same words. */
export function posixQuoted(words: readonly string[]): string {
  return words
    .map(word => (plainWord.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
