/** The first `length` UTF-16 units; never splits a surrogate pair. */
export const startOfText = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

/** Cuts a longer text and adds an ellipsis. */
export const clip = (text: string, maxLength: number): string =>
  text.length > maxLength ? `${startOfText(text, maxLength)}…` : text;
