import { csvLine, type CsvValue } from './csv';

export type ExportFormat = 'csv' | 'json' | 'jsonl';

/** Decides by the file name's extension; anything but JSON is exported as CSV. */
export function formatOf(fileName: string): ExportFormat {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return ending === 'json' ? 'json' : ending === 'jsonl' || ending === 'ndjson' ? 'jsonl' : 'csv';
}

/** A column of an export: its title and its value in a record. */
export interface ExportColumn<R extends readonly unknown[]> {
  readonly title: string;
  readonly valueOf: (...record: R) => CsvValue;
}

/** How records are written to a file. */
export interface ExportLayout<R extends readonly unknown[]> {
  readonly head: string;
  readonly record: (...record: R) => string;
  readonly between: string;
  readonly tail: string;
}

/** `jsonOf` returns a record as JSON on one line. */
export function exportLayout<R extends readonly unknown[]>(
  format: ExportFormat,
  columns: readonly ExportColumn<R>[],
  jsonOf: (...record: R) => string,
): ExportLayout<R> {
  switch (format) {
    case 'csv':
      return {
        head: csvLine(columns.map(({ title }) => title)),
        record: (...record) => csvLine(columns.map(({ valueOf }) => valueOf(...record))),
        between: '',
        tail: '',
      };
    case 'json':
      return { head: '[\n', record: jsonOf, between: ',\n', tail: '\n]\n' };
    case 'jsonl':
      return { head: '', record: (...record) => `${jsonOf(...record)}\n`, between: '', tail: '' };
  }
}
