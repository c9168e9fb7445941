import type { Disposable } from '../base/emitter';
import type { JobColumns } from '../store/jobColumns';
import type { JobStore, RowObserver } from '../store/jobStore';
import { grown, roomFor } from '../base/growableArray';
import { rowSearch, type RowTest } from './rowSearch';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { narrows } from '../filter/searchNarrowing';
import { dependsOnTime, parseSearch } from '../filter/searchSyntax';

/** Each takes a byte per row: enough for the letters that a user types and deletes. */
const maxKept = 8;

/**
 * Caches which rows the last searches matched, since searching every job takes long: returning to a search
 * costs nothing, and typing on tests only the rows matched so far.
 */
export class SearchCache implements Disposable {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly store: JobStore,
    private readonly taskTypes: RowTaskTypes,
  ) {}

  /** The row test of a search; `now` is in milliseconds since the epoch. */
  test(text: string, now: number): RowTest {
    const parsed = parseSearch(text);
    if (parsed.terms.length === 0) {
      return () => true;
    }
    const asOf = dependsOnTime(parsed) ? now : undefined;
    const name = JSON.stringify([text, asOf]);
    const kept = this.kept.get(name) ?? this.make(text, now, asOf);
    // Moves it to the end: the least recently used search is dropped first.
    this.kept.delete(name);
    this.kept.set(name, kept);
    this.dropOldest();
    return row => kept.search.matches(row);
  }

  dispose(): void {
    this.kept.forEach(({ subscription }) => subscription.dispose());
    this.kept.clear();
  }

  private make(text: string, now: number, asOf: number | undefined): Kept {
    const { rows } = this.store;
    const alike = [...this.kept.values()].filter(kept => kept.asOf === asOf).reverse();
    const search = new RememberedSearch(
      rows,
      rowSearch(rows, this.taskTypes, text, now),
      alike.find(kept => narrows(text, kept.text))?.search,
      alike.find(kept => narrows(kept.text, text))?.search,
    );
    return { text, asOf, search, subscription: this.store.observe(search) };
  }

  private dropOldest(): void {
    for (const [name, { search, subscription }] of [...this.kept].slice(0, -maxKept)) {
      subscription.dispose();
      search.forget();
      this.kept.delete(name);
    }
  }
}

interface Kept {
  readonly text: string;
  /** The time it depends on, if any. */
  readonly asOf: number | undefined;
  readonly search: RememberedSearch;
  readonly subscription: Disposable;
}

const found = 1;
const missed = 2;

/** One search, with its result for each row until the row changes. */
class RememberedSearch implements RowObserver {
  private answers = new Uint8Array();
  private isForgotten = false;

  constructor(
    private readonly rows: JobColumns,
    private readonly test: RowTest,
    /** Matches every row that this one matches. */
    private wider: RememberedSearch | undefined,
    /** Every row that it matches matches this one, too. */
    private narrower: RememberedSearch | undefined,
  ) {}

  entered(row: number): void {
    this.answers[row] = 0;
  }

  leaving(row: number): void {
    this.answers[row] = 0;
  }

  /** It no longer receives changes, so it must not cache anything. */
  forget(): void {
    this.isForgotten = true;
    this.answers = new Uint8Array();
    this.wider = undefined;
    this.narrower = undefined;
  }

  matches(row: number): boolean {
    const known = this.answers[row];
    if (known === found || known === missed) {
      return known === found;
    }
    const matches =
      this.wider?.answers[row] !== missed &&
      (this.narrower?.answers[row] === found || this.test(row));
    this.remember(row, matches);
    return matches;
  }

  private remember(row: number, matches: boolean): void {
    if (this.isForgotten) {
      return;
    }
    if (row >= this.answers.length) {
      const room = roomFor(Math.max(row, this.rows.length));
      this.answers = grown(this.answers, new Uint8Array(room));
    }
    this.answers[row] = matches ? found : missed;
  }
}
