import type { Connection } from '../config/connection';
import { CloudWatchLogs } from './cloudWatchLogs';
import type { LogReader } from './logReader';

/** The entry point of the lazily loaded chunk with the client of CloudWatch Logs. */
export const openLogs = (connection: Connection): LogReader => new CloudWatchLogs(connection);
