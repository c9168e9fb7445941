import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { errorCode } from '../errorCode';

/** The last key a segment has dealt with; none: at its beginning. */
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
 * How far each segment of a scan has come, and in a file, if one is given, for a later run to go on.
 * The file is replaced as a whole, so that it is whole at any moment.
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

  /** Goes on where the file says, or starts where there is none; throws when it is of anything else. */
  static fromFile(table: string, count: number, file: string): ScanPositions {
    const text = textOf(file);
    if (text === undefined) {
      return ScanPositions.fromStart(table, count, file);
    }
    const state = v.safeParse(stateFile, parsed(text));
    if (!state.success) {
      throw new Error(`${file} is damaged or no state of a backfill; remove it to start anew`);
    }
    if (state.output.table !== table) {
      throw new Error(`${file} is of another table: ${state.output.table}`);
    }
    return new ScanPositions(table, state.output.segments, file);
  }

  /** As many as the scan began with: other segments would hold other items. */
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

  /** All items up to `key` are dealt with; without a key, all of the segment. */
  advance(index: number, key: ScanKey | undefined): void {
    this.segments[index] = key === undefined ? { isDone: true } : { isDone: false, after: key };
    this.save();
  }

  private save(): void {
    if (this.file === undefined) {
      return;
    }
    if (this.areAllDone) {
      // A later run shall look at everything again.
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
    throw new Error(`${file} cannot be read: ${errorCode(error)}`, { cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
