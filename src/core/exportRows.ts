import { csvLine } from './csv';
import { exportColumns } from './exportColumns';
import type { Job } from './job';
import type { SettledJobs } from './settledJobs';
import type { Workload } from './taskType';

export type ExportFormat = 'csv' | 'json' | 'jsonl';

/** A piece of the text, and how far it reaches. */
export interface ExportChunk {
  readonly text: string;
  /** Jobs of the list whose turn has come. */
  readonly done: number;
  /** Of these, jobs in the text; the others are gone. */
  readonly written: number;
}

interface Layout {
  readonly head: string;
  readonly job: (job: Job, taskType: string) => string;
  readonly between: string;
  readonly tail: string;
}

const layouts: Readonly<Record<ExportFormat, Layout>> = {
  csv: {
    head: csvLine(exportColumns.map(({ title }) => title)),
    job: (job, taskType) => csvLine(exportColumns.map(({ valueOf }) => valueOf(job, taskType))),
    between: '',
    tail: '',
  },
  json: { head: '[\n', job: jsonOf, between: ',\n', tail: '\n]\n' },
  jsonl: { head: '', job: (job, taskType) => `${jsonOf(job, taskType)}\n`, between: '', tail: '' },
};

/** Characters; a chunk takes a millisecond or two, and is small enough to be cleared away cheaply. */
const chunkLength = 60_000;

/** By the ending of the file's name; any other than JSON's is taken for a table. */
export function formatOf(fileName: string): ExportFormat {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return ending === 'json' ? 'json' : ending === 'jsonl' || ending === 'ndjson' ? 'jsonl' : 'csv';
}

/** The text of a file of these jobs, piece by piece: never more than a piece is in memory. */
export function* exportRows(
  jobs: SettledJobs,
  format: ExportFormat,
  taskTypeOf: (job: Workload) => string,
): Generator<ExportChunk, void> {
  const { head, job: textOf, between, tail } = layouts[format];
  let pieces = [head];
  let length = 0;
  let written = 0;
  for (let index = 0; index < jobs.size; index++) {
    const job = jobs.at(index);
    if (job) {
      const text = textOf(job, taskTypeOf(job));
      pieces.push(written > 0 ? between : '', text);
      length += text.length;
      written++;
    }
    if (length >= chunkLength) {
      yield { text: pieces.join(''), done: index + 1, written };
      pieces = [];
      length = 0;
    }
  }
  pieces.push(tail);
  yield { text: pieces.join(''), done: jobs.size, written };
}

/** On one line; facts that the job lacks are left out. A copy of the job with its type would cost more. */
function jsonOf(job: Job, taskType: string): string {
  const facts = JSON.stringify(job).slice(1, -1);
  return `{${facts},"taskType":${JSON.stringify(taskType)}}`;
}
