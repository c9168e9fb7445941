import type { JobFacts } from '../../job/facts';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import type { RowField } from './rowField';
import { maxShared, SharedTextField } from './sharedTextField';

/**
 * Maps of facts as JSON: jobs of one definition mostly have the same text, and a text is a fraction of
 * an object.
 */
export class FactsField implements RowField<JobFacts | undefined> {
  private readonly texts = new SharedTextField<string | undefined>();
  private readonly parsed = new Map<string, JobFacts>();

  get(row: number): JobFacts | undefined {
    const text = this.texts.get(row);
    return text === undefined ? undefined : this.factsOf(text);
  }

  set(row: number, value: JobFacts | undefined): void {
    this.texts.set(row, value && JSON.stringify(value));
  }

  holds(row: number, value: JobFacts | undefined): boolean {
    return this.texts.get(row) === (value && JSON.stringify(value));
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    this.texts.save(rows, to);
  }

  load(first: number, count: number, from: ChunkReader): void {
    this.texts.load(first, count, from);
  }

  /** Reading all jobs must not parse the same text again and again. */
  private factsOf(text: string): JobFacts {
    const known = this.parsed.get(text);
    if (known) {
      return known;
    }
    if (this.parsed.size >= maxShared) {
      this.parsed.clear();
    }
    const facts = JSON.parse(text) as JobFacts;
    this.parsed.set(text, facts);
    return facts;
  }
}
