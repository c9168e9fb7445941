import type { ArrayFields } from '../job/arrayParent';
import type { Job } from '../job/job';
import { jobMarks, type JobMark } from '../job/jobMarks';
import { copyInto, capacityFor } from '../base/growableArray';
import { ArrayChildren, type ChildFields } from './arrayChildren';
import { chunkOf, firstOfChunk, rowsPerChunk } from './columns/chunks';
import { CodedField } from './columns/codedField';
import { CodedPairs } from './columns/codedPairs';
import { FactsField } from './columns/factsField';
import { NumberField } from './columns/numberField';
import { PrefixedTextField } from './columns/prefixedTextField';
import type { RowField } from './columns/rowField';
import { SharedTextField } from './columns/sharedTextField';
import { TextField } from './columns/textField';
import { TimestampField } from './columns/timestampField';
import { RowFailures } from './rowFailures';
import { resolutions, type Resolution } from '../job/resolution';
import type { ChunkReader } from './saved/chunkReader';
import type { ChunkWriter } from './saved/chunkWriter';
import { PackedNumbers } from './saved/packedNumbers';

type JobFields = { readonly [K in keyof Job]: RowField<Job[K]> };

interface AnyField {
  readonly name: keyof Job;
  readonly field: RowField<Job[keyof Job]>;
}

/**
 * Jobs stored in columns: a million fit in a few hundred megabytes, and a filter or a sort reads only the
 * fields it needs. A job keeps its row until it is removed; its row can still be read until the next new job
 * reuses it.
 */
export class JobColumns {
  readonly fields = {
    jobId: new TextField<string>(),
    jobName: new TextField<string>(),
    status: new CodedField<string>(),
    timestamp: new TimestampField(),
    jobQueue: new CodedField<string>(),
    jobDefinition: new CodedField<string>(),
    region: new CodedField<string>(),
    account: new CodedField<string>(),
    statusReason: new SharedTextField<string>(),
    mediaId: new TextField<string | undefined>(),
    taskId: new TextField<string | undefined>(),
    workspaceUid: new CodedField<string | undefined>(),
    assemblyId: new SharedTextField<string | undefined>(),
    sequence: new NumberField(),
    shard: new CodedField<string | undefined>(),
    updatedAt: new NumberField(),
    createdAt: new NumberField(),
    startedAt: new NumberField(),
    stoppedAt: new NumberField(),
    attempts: new NumberField(),
    exitCode: new NumberField(),
    reason: new SharedTextField<string | undefined>(),
    logStreamName: new PrefixedTextField(),
    logGroupName: new SharedTextField<string | undefined>(),
    arrayIndex: new NumberField(),
    arraySize: new NumberField(),
    parentId: new SharedTextField<string | undefined>(),
    expiresAt: new NumberField(),
    facts: new FactsField(),
  } satisfies JobFields;

  /** All fields under a common type; each stores the job's property of the same name. */
  private readonly all: readonly AnyField[] = Object.entries(this.fields).map(([name, field]) => ({
    name: name as keyof Job,
    field,
  }));
  /** Pairs of queue and definition, which determine the task type; few are distinct. */
  readonly workloads = new CodedPairs(this.fields.jobQueue, this.fields.jobDefinition);
  readonly arrayChildren = new ArrayChildren();

  /** Causes and failure groups. */
  readonly failures = new RowFailures(this.fields);

  private alive = new Uint8Array();
  /** Bits of `jobMarks`. */
  private marks = new Uint8Array();
  /** Codes of `resolutions`. */
  private resolutions = new Uint8Array();
  private readonly free: number[] = [];
  private end = 0;

  /** All rows are below this; some hold no job. */
  get length(): number {
    return this.end;
  }

  /** The number of jobs. */
  get size(): number {
    return this.end - this.free.length;
  }

  has(row: number): boolean {
    return this.alive[row] === 1;
  }

  /** By its index in a chunk, 1 for each row that holds a job. */
  jobsIn(chunk: number): Uint8Array {
    const first = firstOfChunk(chunk);
    const jobs = new Uint8Array(rowsPerChunk);
    jobs.set(this.alive.subarray(first, first + rowsPerChunk));
    return jobs;
  }

  add(job: Job): number {
    const row = this.free.pop() ?? this.end++;
    this.occupy(row);
    this.resolutions[row] = 0;
    this.arrayChildren.replace(undefined, job);
    this.set(row, job);
    return row;
  }

  remove(row: number): void {
    this.arrayChildren.replace(this.childFields(row), undefined);
    this.alive[row] = 0;
    this.free.push(row);
  }

  isMarked(row: number, mark: JobMark): boolean {
    return ((this.marks[row] ?? 0) & jobMarks[mark]) !== 0;
  }

  mark(row: number, mark: JobMark, isOn: boolean): void {
    const marks = this.marks[row] ?? 0;
    this.marks[row] = isOn ? marks | jobMarks[mark] : marks & ~jobMarks[mark];
  }

  /** What became of a failed job's work, where `Resolutions` follows the store. */
  resolutionOf(row: number): Resolution {
    return resolutions[this.resolutions[row] ?? 0] ?? 'none';
  }

  /** A code of `resolutions`. */
  resolutionCode(row: number): number {
    return this.resolutions[row] ?? 0;
  }

  resolve(row: number, code: number): void {
    this.resolutions[row] = code;
  }

  write(row: number, job: Job): void {
    this.arrayChildren.replace(this.childFields(row), job);
    this.set(row, job);
  }

  /** Writes the jobs of these rows. */
  save(rows: Uint32Array, to: ChunkWriter): void {
    to.codes(Uint32Array.of(rows.length));
    this.all.forEach(({ field }) => field.save(rows, to));
    to.numbers(PackedNumbers.of(Float64Array.from(rows, row => this.resolutionCode(row))));
  }

  /**
   * Reads saved jobs into new rows, the first of which it returns; `admit` or `dismiss` each of them. They get a chunk
   * of their own: the rest of the one before is left to new jobs.
   */
  load(from: ChunkReader): number {
    const [count = 0] = from.codes(1);
    const first = Math.ceil(this.end / rowsPerChunk) * rowsPerChunk;
    if (count > rowsPerChunk) {
      throw new Error(`${count} jobs in a chunk`);
    }
    if (count > 0) {
      this.all.forEach(({ field }) => field.load(first, count, from));
      this.makeRoom(first + count - 1);
      this.resolutions.set(from.numbers(count)?.all() ?? [], first);
    }
    from.end();
    for (let row = first - 1; row >= this.end; row--) {
      this.free.push(row);
    }
    this.end = first + count;
    return first;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    // Not more than that, as `makeRoom` would: those that come are few.
    if (rows > this.alive.length) {
      this.resize(rows);
    }
    this.all.forEach(({ field }) => field.reserve?.(rows));
    this.workloads.reserve(rows);
  }

  /** The job of a loaded row is a job from now on. */
  admit(row: number): void {
    this.occupy(row);
    this.workloads.update(row);
  }

  /** The job of a loaded row is none. */
  dismiss(row: number): void {
    this.free.push(row);
  }

  /** Whether no job from a loaded row on can be the child of another one, which is much faster than asking each. */
  areSingle(first: number): boolean {
    const { jobId, parentId } = this.fields;
    const ids = jobId.chunk(chunkOf(first))?.texts;
    return !parentId.chunk(chunkOf(first)) && !ids?.contains(':') && !ids?.contains('#');
  }

  /** What `arrayChildren` knows the job of a row by. */
  childFields(row: number): ChildFields {
    const { jobId, parentId } = this.fields;
    return { jobId: jobId.get(row), parentId: parentId.get(row) };
  }

  /** What tells whether the job of a row is an array job. */
  arrayFields(row: number): ArrayFields {
    const { arrayChildren, fields } = this;
    return {
      arraySize: fields.arraySize.get(row),
      arrayIndex: fields.arrayIndex.get(row),
      // Charts ask this of every job, and hashing an id takes most of their time.
      hasChildren: !arrayChildren.isEmpty && arrayChildren.has(fields.jobId.get(row)),
    };
  }

  private occupy(row: number): void {
    this.makeRoom(row);
    this.alive[row] = 1;
    this.marks[row] = 0;
  }

  private makeRoom(row: number): void {
    if (row >= this.alive.length) {
      this.resize(capacityFor(row));
    }
  }

  private resize(length: number): void {
    this.alive = copyInto(this.alive, new Uint8Array(length));
    this.marks = copyInto(this.marks, new Uint8Array(length));
    this.resolutions = copyInto(this.resolutions, new Uint8Array(length));
  }

  private set(row: number, job: Job): void {
    for (const { name, field } of this.all) {
      field.set(row, job[name]);
    }
    this.workloads.update(row);
    this.failures.forget(row);
  }

  read(row: number): Job {
    const fields: Partial<Record<keyof Job, Job[keyof Job]>> = {};
    for (const { name, field } of this.all) {
      fields[name] = field.get(row);
    }
    // Each property holds the value of its own field.
    return fields as unknown as Job;
  }

  idsOf(rows: Uint32Array): string[] {
    return Array.from(rows, row => this.fields.jobId.get(row));
  }

  /** Whether all fields of the row equal the job's. */
  holds(row: number, job: Job): boolean {
    return this.all.every(({ name, field }) =>
      field.holds ? field.holds(row, job[name]) : field.get(row) === job[name],
    );
  }
}
