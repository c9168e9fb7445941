import { exportColumns } from './exportColumns';
import { exportLayout, type ExportFormat } from './exportLayout';
import type { Job } from '../job/job';
import type { Resolution } from '../job/resolution';
import type { JobSnapshot } from '../store/jobSnapshot';
import type { Workload } from '../job/taskType';

/** A chunk of the file's text, with the progress so far. */
export interface ExportChunk {
  readonly text: string;
  /** Jobs of the list that were processed. */
  readonly done: number;
  /** Jobs that were written; the others had been removed. */
  readonly written: number;
}

/** In characters. A chunk takes a millisecond or two, and is small enough to be garbage collected cheaply. */
const chunkLength = 60_000;

/** Yields the file's text in chunks, so that only one chunk is in memory. */
export function* exportRows(
  jobs: JobSnapshot,
  format: ExportFormat,
  taskTypeOf: (job: Workload) => string,
): Generator<ExportChunk, void> {
  const { head, record, between, tail } = exportLayout(format, exportColumns, jsonOf);
  let parts = [head];
  let length = 0;
  let written = 0;
  for (let index = 0; index < jobs.size; index++) {
    const job = jobs.at(index);
    if (job) {
      const text = record(job, taskTypeOf(job), jobs.resolutionOf(job.jobId));
      parts.push(written > 0 ? between : '', text);
      length += text.length;
      written++;
    }
    if (length >= chunkLength) {
      yield { text: parts.join(''), done: index + 1, written };
      parts = [];
      length = 0;
    }
  }
  parts.push(tail);
  yield { text: parts.join(''), done: jobs.size, written };
}

/** On one line, without missing fields. Copying the job to add its type would cost more. */
function jsonOf(job: Job, taskType: string, resolution: Resolution): string {
  const fields = JSON.stringify(job).slice(1, -1);
  const ending = resolution === 'none' ? '' : `,"resolution":"${resolution}"`;
  return `{${fields},"taskType":${JSON.stringify(taskType)}${ending}}`;
}
