export interface LogEntry {
  readonly level: 'INFO' | 'WARN';
  readonly outcome: string;
  readonly jobId?: string;
  readonly reason?: string;
}

/** Takes facts about an event, never its content: commands and environments hold secrets. */
export type Log = (entry: LogEntry) => void;

/** One line of JSON an entry, which CloudWatch Logs can filter and count. */
export const logLine: Log = entry => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};
