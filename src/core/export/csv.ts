export type CsvValue = string | number | undefined;

/**
 * What a spreadsheet may take for a formula, wherever the cell comes from (OWASP, "CSV Injection"):
 * these signs, also in their wide form and behind what cannot be seen, and a tab or line break in white space first.
 */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^\s*[\t\r\n]/u;

/** One line of a CSV file (RFC 4180), its end included. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Quoted, whatever it holds. */
export function csvCell(value: CsvValue): string {
  if (typeof value !== 'string') {
    return `"${value ?? ''}"`;
  }
  // Many readers take NUL for the end of the text or of the file.
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  return `"${plainText(text.includes('"') ? text.replaceAll('"', '""') : text)}"`;
}

/** What could be a formula is made a text by an apostrophe. */
export function plainText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
