import type { PageCommand } from '../../src/protocol';

/** What the buttons of the page's commands say; the same words as in the command palette. */
export const commandTitles: Readonly<Record<PageCommand, string>> = {
  refresh: 'Refresh',
  openEvent: 'Open Full Event',
  checkConnection: 'Check Connection',
  openSettings: 'Open Settings',
  showLog: 'Show Log',
};
