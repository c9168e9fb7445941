/** Parses CSV strictly by RFC 4180, with all cells quoted; throws on invalid input. */
export function readCsv(text: string): string[][] {
  const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
  const lines: string[][] = [];
  let line: string[] = [];
  for (let end = 0; end < text.length; end = cell.lastIndex) {
    cell.lastIndex = end;
    const [, quoted = '', separator] = cell.exec(text) ?? [];
    if (separator === undefined) {
      throw new Error(`no cell at ${end}: ${text.slice(end, end + 40)}`);
    }
    line.push(quoted.replaceAll('""', '"'));
    if (separator !== ',') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}
