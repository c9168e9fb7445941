import type * as Logs from './logs/logs';

/** Loads the client of CloudWatch Logs when the first log is read. */
export function loadLogs(): Promise<typeof Logs> {
  return import('./logs/logs');
}
