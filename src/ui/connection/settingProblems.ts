import type { Disposable } from '../../core/base/emitter';
import { escapeLogText } from '../../core/text/escapeLogText';
import { messageLabel } from '../../core/text/escapeText';
import { offerCommands } from '../base/commandButtons';
import type { Settings } from './settings';

const maxMessageLength = 500;

/** Reports invalid settings and their fallbacks: all of them in the log, new ones also in a notification. */
export class SettingProblems implements Disposable {
  private readonly subscription: Disposable;
  private knownProblems: ReadonlySet<string>;
  private readonly warn: (problem: string) => void;

  constructor(
    private readonly settings: Pick<Settings, 'problems' | 'onDidChange'>,
    warn: (message: string) => void,
  ) {
    this.warn = problem => warn(escapeLogText(problem));
    this.knownProblems = new Set(settings.problems);
    settings.problems.forEach(this.warn);
    this.subscription = settings.onDidChange(() => this.reportNew());
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private reportNew(): void {
    const { problems } = this.settings;
    const newProblems = problems.filter(problem => !this.knownProblems.has(problem));
    this.knownProblems = new Set(problems);
    newProblems.forEach(this.warn);
    const [first] = newProblems;
    if (first === undefined) {
      return;
    }
    offerCommands('showWarningMessage', messageLabel(first, maxMessageLength), ['openSettings']);
  }
}
