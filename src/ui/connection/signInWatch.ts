import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import type { Poller } from '../../core/polling/poller';
import { CredentialFiles, credentialPaths } from '../../data/config/credentialFiles';
import { isSignedOut } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { systemClock } from '../base/clock';

/** Resumes a poller that stopped for lack of credentials when the AWS files change. */
export class SignInWatch implements Disposable {
  private readonly files: CredentialFiles;
  private readonly subscription: Disposable;

  constructor(feed: JobFeed, poller: Poller, log: vscode.LogOutputChannel) {
    this.files = new CredentialFiles({
      paths: credentialPaths,
      clock: systemClock,
      onChange: () => {
        log.info('the AWS config files changed: retrying');
        poller.resume();
      },
    });
    this.subscription = feed.onDidChangeState(({ load }) => {
      if (isSignedOut(load)) {
        this.files.watch();
      } else {
        this.files.rest();
      }
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.files.dispose();
  }
}
