import { randomSeed } from '../base/textHash';
import { definitionName } from '../job/arn';
import { hashOf } from '../job/shard';
import type { JobColumns } from '../store/jobColumns';
import type { RowTaskTypes } from '../store/rowTaskTypes';

/**
 * What each job works on: its media ID and task type, else its task ID and task type, else its name apart from
 * numbers and its definition. The children of an array do different work.
 */
export class WorkKeys {
  private readonly seed = randomSeed();
  /** The work of retries, which their fields need not show. */
  private readonly ofRetries = new Map<number, { readonly key: string; readonly hash: number }>();

  constructor(
    private readonly rows: JobColumns,
    private readonly taskTypes: RowTaskTypes,
  ) {}

  /** Until `forget`, the row works on what the other one does now. */
  linkRetry(row: number, original: number): void {
    this.ofRetries.set(row, { key: this.key(original), hash: this.hash(original) });
  }

  forget(row: number): void {
    this.ofRetries.delete(row);
  }

  key(row: number): string {
    return this.ofRetries.get(row)?.key ?? this.ownKey(row);
  }

  /** Equal for equal keys, and found without putting the key together, except for jobs that have only a name. */
  hash(row: number): number {
    return this.ofRetries.get(row)?.hash ?? this.ownHash(row);
  }

  private ownKey(row: number): string {
    const { mediaId, taskId, jobName, jobDefinition, jobId } = this.rows.fields;
    const child = childOf(jobId.get(row));
    const media = mediaId.get(row) ?? '';
    const task = taskId.get(row) ?? '';
    if (media === '' && task === '') {
      const name = jobName.get(row).replace(/\d+/g, '#');
      return `n${child} ${definitionName(jobDefinition.get(row))} ${name}`;
    }
    const type = this.taskTypes.code(row);
    return media === '' ? `t${child} ${type} ${task}` : `m${child} ${type} ${media}`;
  }

  private ownHash(row: number): number {
    const { mediaId, taskId, jobId } = this.rows.fields;
    const field = hasText(mediaId.get(row)) ? mediaId : taskId;
    if (!hasText(field.get(row))) {
      return hashOf(this.ownKey(row)) >>> 2;
    }
    const child = childOf(jobId.get(row));
    const part = child === '' ? 0 : hashOf(child);
    const text = field.hash(row, this.seed);
    // Small enough for V8 to store it without an object.
    return (Math.imul(text ^ this.taskTypes.code(row), 0x01000193) ^ part) >>> 2;
  }
}

/** The part of an id that tells the children of an array or the nodes of a job apart: `:12` or `#0`. */
function childOf(jobId: string): string {
  let at = jobId.length - 1;
  while (isDigit(jobId.charCodeAt(at))) {
    at--;
  }
  const isChild = at < jobId.length - 1 && (jobId[at] === ':' || jobId[at] === '#');
  return isChild ? jobId.slice(at) : '';
}

const hasText = (text: string | undefined): boolean => text !== undefined && text !== '';

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
