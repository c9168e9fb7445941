import { t } from '@vscode/l10n';
import type { FeedState } from '../../data/feed/feedState';
import type { Memento } from '../base/memento';

export interface IndexHintOptions {
  /** Shared by all windows and kept across restarts. */
  readonly memory: Memento;
  readonly show: (message: string, button: string) => PromiseLike<string | undefined>;
  /** Shows how to replace the index. */
  readonly explain: () => PromiseLike<unknown>;
}

/** The tables that were reported, as `region/name`. */
const reportedKey = 'indexHint.reported';

export const indexHintButton = (): string => t('How to Replace the Index');

/** Says once per table which features wait for an index that includes the newer attributes. */
export class IndexHint {
  constructor(private readonly options: IndexHintOptions) {}

  /** Call it after each read that succeeded. */
  async consider({ connection, shape }: FeedState): Promise<void> {
    const { memory, show, explain } = this.options;
    const { tableName, region } = connection;
    const table = `${region}/${tableName}`;
    const stored = memory.get(reportedKey);
    const reported: unknown[] = Array.isArray(stored) ? stored : [];
    if (!shape?.unprojected || reported.includes(table)) {
      return;
    }
    await memory.update(reportedKey, [...reported, table]);
    const message = t(
      'The index “changes” of table {table} does not include {attributes}. Until you replace the index, Batch Monitor cannot show or search the resources, tags, timeouts and blocked-queue reasons of jobs.',
      { table: tableName, attributes: shape.unprojected.join(', ') },
    );
    if ((await show(message, indexHintButton())) === indexHintButton()) {
      await explain();
    }
  }
}
