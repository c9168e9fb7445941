export type CsvValue = string | number | undefined;

/**
 * What a spreadsheet may interpret as a formula (OWASP, "CSV Injection"): these characters, also full-width
 * or after invisible characters, and white space that begins with a tab or a line break.
 */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]|^\s*[\t\r\n]/u;

/** One line of a CSV file (RFC 4180), including its line break. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Always quoted. */
export function csvCell(value: CsvValue): string {
  if (typeof value !== 'string') {
    return `"${value ?? ''}"`;
  }
  // Many parsers treat NUL as the end of the text or the file.
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  return `"${plainText(text.includes('"') ? text.replaceAll('"', '""') : text)}"`;
}

/** A leading apostrophe turns a possible formula into text. */
export function plainText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
