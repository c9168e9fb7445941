/** Joins sentences with spaces; adds a period to each but the last if it lacks end punctuation. */
export function sentences(...texts: readonly string[]): string {
  return texts
    .map((text, index) =>
      index === texts.length - 1 || /[.!?…:]["”»)]?$/.test(text) ? text : `${text}.`,
    )
    .join(' ');
}
