import type { Connection } from '../config/connection';
import type { BatchApi } from './batchApi';
import { BatchClient } from './batchClient';

/** The entry point of the lazily loaded chunk with the client of AWS Batch. */
export const openBatch = (connection: Connection): BatchApi => new BatchClient(connection);
