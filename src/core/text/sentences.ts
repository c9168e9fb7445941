/** Texts one after the other; one that does not end a sentence, such as what others said, is ended. */
export function sentences(...texts: readonly string[]): string {
  return texts
    .map((text, index) =>
      index === texts.length - 1 || /[.!?…:]["”»)]?$/.test(text) ? text : `${text}.`,
    )
    .join(' ');
}
