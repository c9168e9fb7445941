import { t } from '@vscode/l10n';
import type { FeedState } from '../../data/feed/feedState';
import type { Memento } from '../base/memento';
import { ReportedTables } from './reportedTables';

export interface IndexHintOptions {
  /** Shared by all windows and kept across restarts. */
  readonly memory: Memento;
  readonly show: (message: string, button: string) => PromiseLike<string | undefined>;
  /** Shows how to replace the index. */
  readonly explain: () => PromiseLike<unknown>;
}

const reportedKey = 'indexHint.reported';

export const indexHintButton = (): string => t('How to Replace the Index');

/** Says once per table which features wait for an index that includes the newer attributes. */
export class IndexHint {
  private readonly reported: ReportedTables;

  constructor(private readonly options: IndexHintOptions) {
    this.reported = new ReportedTables(options.memory, reportedKey);
  }

  /** Call it after each read that succeeded. */
  async consider({ connection, shape }: FeedState): Promise<void> {
    const { show, explain } = this.options;
    if (!shape?.unprojected || this.reported.has(connection)) {
      return;
    }
    await this.reported.add(connection);
    const message = t(
      'The index "changes" of table {table} does not include {attributes}, so Batch Monitor cannot read the resources, tags, timeouts, and blocked-queue reasons of jobs from it. Replace the index to include them.',
      { table: connection.tableName, attributes: shape.unprojected.join(', ') },
    );
    if ((await show(message, indexHintButton())) === indexHintButton()) {
      await explain();
    }
  }
}
