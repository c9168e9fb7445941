import type { Disposable } from '../../core/base/emitter';
import { escapeLogText } from '../../core/text/escapeLogText';
import { messageLabel } from '../../core/text/escapeText';
import { offerCommands } from '../base/commandButtons';
import type { Settings } from './settings';

const maxMessageLength = 500;

/**
 * Tells of values that cannot be used, with what is used instead: all of them in the log, and one that the
 * user has just written also in a message.
 */
export class SettingProblems implements Disposable {
  private readonly subscription: Disposable;
  private known: ReadonlySet<string>;
  private readonly warn: (problem: string) => void;

  constructor(
    private readonly settings: Pick<Settings, 'problems' | 'onDidChange'>,
    warn: (message: string) => void,
  ) {
    this.warn = problem => warn(escapeLogText(problem));
    this.known = new Set(settings.problems);
    settings.problems.forEach(this.warn);
    this.subscription = settings.onDidChange(() => this.reportNew());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private reportNew(): void {
    const { problems } = this.settings;
    const fresh = problems.filter(problem => !this.known.has(problem));
    this.known = new Set(problems);
    fresh.forEach(this.warn);
    const [first] = fresh;
    if (first === undefined) {
      return;
    }
    offerCommands('showWarningMessage', messageLabel(first, maxMessageLength), ['openSettings']);
  }
}
