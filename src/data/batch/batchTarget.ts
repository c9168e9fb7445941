import { t } from '@vscode/l10n';
import { UserError } from '../../core/diagnostics/errors';
import { readsBatch, type Connection } from '../config/connection';
import { configuredEndpoint, targetOf, type Target } from '../config/endpoint';
import { isAwsAddress } from '../errors/networkErrors';

/**
 * AWS Batch in the connection's region, at the endpoint that the environment or the profile configures, if any. The
 * setting `batchMonitor.endpoint` is DynamoDB's alone.
 * @throws {UserError} if the jobs come from a table of an emulator and no endpoint for AWS Batch is configured: its credentials
 * are made up, and nobody who works with it expects requests to AWS
 */
export async function batchTargetOf(connection: Connection): Promise<Target> {
  const configured = await configuredEndpoint('batch', connection.profile);
  const table = await targetOf(connection);
  const isTable = !readsBatch(connection);
  if (isTable && !configured && table.endpoint !== undefined && !isAwsAddress(table.endpoint)) {
    throw new UserError(
      'batch.endpoint',
      t('The jobs come from {0}, but no endpoint is configured for AWS Batch.', table.endpoint),
      t('Set the environment variable AWS_ENDPOINT_URL_BATCH to the address of your emulator.'),
      'openSettings',
    );
  }
  return { ...connection, service: 'AWS Batch', endpoint: undefined, ...configured };
}
