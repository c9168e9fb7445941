import type { PageRemedy } from '../../src/protocol';

/** What the buttons against a failure say; the same words as in the command palette. */
export const commandTitles: Readonly<Record<PageRemedy, string>> = {
  refresh: 'Refresh',
  checkConnection: 'Check Connection',
  openSettings: 'Open Settings',
  showLog: 'Show Log',
};
