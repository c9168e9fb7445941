import { t } from '@vscode/l10n';
import { causeTitle } from '../causes/causeOf';
import { noFilter, type JobFilter } from '../filter/jobFilter';
import type { RowTally } from '../query/rowTally';
import type { FailureCount } from '../settings/failureCount';
import type { JobColumns } from '../store/jobColumns';
import { formatCount } from '../text/formatCount';
import { plural } from '../text/localization';
import { formatMinute } from '../text/time';
import { countedFailuresSearch } from './countedFailures';

/** The failures since the user was last there. */
export interface AwayFailures {
  /** In milliseconds since the epoch. */
  readonly since: number;
  readonly count: number;
  /** The search for them, besides their status and time. */
  readonly search: string;
  /** The most frequent cause. */
  readonly cause: { readonly id: string; readonly title: string; readonly count: number };
}

/** Counts failures by cause. */
export class CauseTally implements RowTally {
  /** By code of the cause. */
  private readonly counts = new Map<number, number>();
  private total = 0;

  constructor(private readonly rows: JobColumns) {}

  count(row: number, by: 1 | -1): void {
    const code = this.rows.failures.causes.code(row);
    this.counts.set(code, (this.counts.get(code) ?? 0) + by);
    this.total += by;
  }

  /** Undefined without failures. */
  read(): Pick<AwayFailures, 'count' | 'cause'> | undefined {
    const [largest] = [...this.counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
    if (largest === undefined || this.total === 0) {
      return undefined;
    }
    const [code, count] = largest;
    const id = this.rows.failures.causes.values[code] ?? '';
    return { count: this.total, cause: { id, title: causeTitle(id), count } };
  }
}

export const awaySearch = (counts: FailureCount): string =>
  countedFailuresSearch(undefined, counts);

/** The filter for the failures, or for those of one cause. */
export const awayFilter = (since: number, search: string, causeId?: string): JobFilter => ({
  ...noFilter,
  statuses: ['FAILED'],
  causes: causeId === undefined ? [] : [causeId],
  time: { kind: 'between', from: since },
  text: search,
});

/** `212 new failures since Nov 28, 2026, 6:02 PM; most: Out of memory (131)` */
export function awayText({ since, count, cause }: AwayFailures): string {
  const values = { count: formatCount(count), time: formatMinute(since), cause: cause.title };
  return count === cause.count
    ? plural(
        count,
        t('1 new failure since {time}: {cause}', values),
        t('{count} new failures since {time}: {cause}', values),
      )
    : t('{count} new failures since {time}; most: {cause} ({most})', {
        ...values,
        most: formatCount(cause.count),
      });
}
