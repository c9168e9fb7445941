import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { errorCode, errorLabel } from '../../../src/core/base/errorCode';

/** The last key that a segment has processed; absent at its start. */
export type ScanKey = Readonly<Record<string, string | number>>;

const segment = v.strictObject({
  isDone: v.boolean(),
  after: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});

const stateFile = v.strictObject({
  about: v.literal('batch-monitor backfill'),
  table: v.string(),
  segments: v.pipe(v.array(segment), v.minLength(1)),
});

/**
 * The progress of each segment of a scan, saved in a file, if one is given, for a later run to continue.
 * The file is replaced atomically, so that it is never half written.
 */
export class ScanPositions {
  private constructor(
    private readonly table: string,
    private readonly segments: v.InferOutput<typeof segment>[],
    private readonly file: string | undefined,
  ) {}

  static fromStart(table: string, count: number, file?: string): ScanPositions {
    const segments = Array.from({ length: count }, () => ({ isDone: false }));
    return new ScanPositions(table, segments, file);
  }

  /** Continues from the file, or starts anew if it does not exist; throws when it holds anything else. */
  static fromFile(table: string, count: number, file: string): ScanPositions {
    const text = textOf(file);
    if (text === undefined) {
      return ScanPositions.fromStart(table, count, file);
    }
    const state = v.safeParse(stateFile, parsed(text));
    if (!state.success) {
      throw new Error(
        `${file} is damaged or not a state file of a backfill; delete it to start again`,
      );
    }
    if (state.output.table !== table) {
      throw new Error(`${file} belongs to another table: ${state.output.table}`);
    }
    return new ScanPositions(table, state.output.segments, file);
  }

  /** The count that the scan started with: other segments would hold other items. */
  get count(): number {
    return this.segments.length;
  }

  get areAllDone(): boolean {
    return this.segments.every(({ isDone }) => isDone);
  }

  isDone(index: number): boolean {
    return this.segments[index]?.isDone === true;
  }

  after(index: number): ScanKey | undefined {
    return this.segments[index]?.after;
  }

  /** All items up to `key` are processed; without a key, the whole segment. */
  advance(index: number, key: ScanKey | undefined): void {
    this.segments[index] = key === undefined ? { isDone: true } : { isDone: false, after: key };
    this.save();
  }

  private save(): void {
    if (this.file === undefined) {
      return;
    }
    if (this.areAllDone) {
      // So that a later run starts from the beginning.
      rmSync(this.file, { force: true });
      return;
    }
    const state: v.InferOutput<typeof stateFile> = {
      about: 'batch-monitor backfill',
      table: this.table,
      segments: this.segments,
    };
    writeFileSync(`${this.file}.new`, `${JSON.stringify(state)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw new Error(`Cannot read ${file}: ${errorLabel(error)}`, { cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
