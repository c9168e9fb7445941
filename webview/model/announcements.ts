import { t } from '@vscode/l10n';
import { formatCount, jobCount } from '../../src/core/text/formatCount';

/** Texts for screen readers, which cannot see the page change. */
export class Announcements {
  private latest = '';
  private awaitsJobs = false;

  get text(): string {
    return this.latest;
  }

  say(text: string): void {
    this.latest = text;
  }

  /** The user changed the filter: announces how many jobs match it, but not what later refreshes find. */
  awaitJobs(): void {
    this.awaitsJobs = true;
  }

  jobs(matching: number): void {
    if (this.awaitsJobs) {
      this.awaitsJobs = false;
      this.say(jobCount(matching));
    }
  }

  /** The user changed the filter of the action history. */
  actions(total: number): void {
    this.say(total === 1 ? t('1 action') : t('{count} actions', { count: formatCount(total) }));
  }
}
