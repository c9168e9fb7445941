import { t } from '@vscode/l10n';
import { formatDollars, readUnitsText, type DayCost } from '../../core/polling/cost';
import { lacksBackfill, type FeedState } from '../../data/feed/feedState';
import type { Memento } from '../base/memento';
import { ReportedTables } from './reportedTables';

export const costWarningButtons = {
  get explain() {
    return t('Learn About the Index');
  },
  get interval() {
    return t('Change Interval');
  },
  get never() {
    return t('Don’t Show Again');
  },
} as const;

export interface CostWarningOptions {
  /** Shared by all windows and kept across restarts. */
  readonly memory: Memento;
  /** US dollars a day; 0: never warn. */
  readonly limit: () => number;
  readonly showWarning: (message: string, ...buttons: string[]) => PromiseLike<string | undefined>;
  readonly explain: () => PromiseLike<unknown>;
  readonly changeInterval: () => PromiseLike<unknown>;
}

/** The tables already warned about. */
const warnedKey = 'costWarning.told';
const neverKey = 'costWarning.never';

/**
 * Warns about a table that costs more to read than the user's limit and that the index would make cheap: once
 * per table, and at most once per window.
 */
export class CostWarning {
  private shown = false;
  private readonly warned: ReportedTables;

  constructor(private readonly options: CostWarningOptions) {
    this.warned = new ReportedTables(options.memory, warnedKey);
  }

  /** Call after each successful complete read, with the cost of a day at the current rate. */
  async consider(state: FeedState, day: DayCost | undefined): Promise<void> {
    const { memory, limit, showWarning } = this.options;
    const { connection } = state;
    const isExpensive = day !== undefined && limit() > 0 && day.dollars > limit();
    const indexWouldHelp = state.shape?.index !== 'complete';
    // Emulators are free.
    const isPaidFor = connection.endpoint === undefined;
    const mayWarn = !this.shown && !this.warned.has(connection) && memory.get(neverKey) !== true;
    if (isExpensive && indexWouldHelp && isPaidFor && mayWarn) {
      this.shown = true;
      await this.warned.add(connection);
      const { explain, interval, never } = costWarningButtons;
      await this.act(await showWarning(warningText(state, day), explain, interval, never));
    }
  }

  private async act(chosen: string | undefined): Promise<void> {
    const { memory, explain, changeInterval } = this.options;
    if (chosen === costWarningButtons.explain) {
      await explain();
    } else if (chosen === costWarningButtons.interval) {
      await changeInterval();
    } else if (chosen === costWarningButtons.never) {
      await memory.update(neverKey, true);
    }
  }
}

function warningText(state: FeedState, { dollars }: DayCost): string {
  const facts = {
    table: state.connection.tableName,
    cost: formatDollars(dollars),
    units: readUnitsText(state.completeUnits ?? 0),
  };
  return lacksBackfill(state)
    ? t(
        'At this rate, reading table {table} costs about {cost} a day. Its index "changes" lacks some jobs, so Batch Monitor scans the entire table ({units}) every hour. Backfill the index to read only a fraction of that.',
        facts,
      )
    : t(
        'At this rate, reading table {table} costs about {cost} a day. Without a usable index "changes", every refresh reads the entire table ({units}). With the index, a refresh reads only what changed.',
        facts,
      );
}
