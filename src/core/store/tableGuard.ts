import { t } from '@vscode/l10n';
import { UserError } from '../diagnostics/errors';
import type { JobStore } from './jobStore';

/** Says why work on jobs ended early: they belong to a table that is no longer active. */
export const tableChangedText = (): string => t('The active table changed, so nothing was done.');

/** Remembers which table the jobs of a dialog or of long-running work belong to. */
export class TableGuard {
  private readonly rows: JobStore['rows'];

  constructor(private readonly store: Pick<JobStore, 'rows'>) {
    this.rows = store.rows;
  }

  /** Whether the store still holds the jobs of the same table. */
  get holds(): boolean {
    // A store creates new rows for each table.
    return this.store.rows === this.rows;
  }

  /** Throws a `UserError` if another table has become active. */
  require(): void {
    if (!this.holds) {
      throw new UserError(
        'jobs.otherTable',
        tableChangedText(),
        t('Try again with the jobs of the active table.'),
        'showLog',
      );
    }
  }
}
