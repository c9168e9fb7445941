import type { JobFacts } from '../../job/facts';
import type { ChunkReader } from '../saved/chunkReader';
import type { ChunkWriter } from '../saved/chunkWriter';
import type { RowField } from './rowField';
import { maxShared, SharedTextField } from './textFields';

/**
 * Maps of facts as JSON: jobs of one definition mostly have the same text, and a text is a fraction of
 * an object. A field that no job has takes no memory.
 */
export class FactsField implements RowField<JobFacts | undefined> {
  private readonly texts = new SharedTextField<string | undefined>();
  private readonly parsed = new Map<string, JobFacts>();
  private end = 0;

  get(row: number): JobFacts | undefined {
    const text = this.textOf(row);
    return text === undefined ? undefined : this.factsOf(text);
  }

  set(row: number, value: JobFacts | undefined): void {
    if (value !== undefined || row < this.end) {
      this.texts.set(row, value && JSON.stringify(value));
      this.end = Math.max(this.end, row + 1);
    }
  }

  holds(row: number, value: JobFacts | undefined): boolean {
    return this.textOf(row) === (value && JSON.stringify(value));
  }

  save(rows: Uint32Array, to: ChunkWriter): void {
    to.repeatedTexts(Array.from(rows, row => this.textOf(row)));
  }

  load(first: number, count: number, from: ChunkReader): void {
    const texts = from.repeatedTexts(count);
    if (texts.values.some(text => text !== undefined)) {
      this.texts.put(first, texts);
      this.end = first + count;
    }
  }

  private textOf(row: number): string | undefined {
    return row < this.end ? this.texts.get(row) : undefined;
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
