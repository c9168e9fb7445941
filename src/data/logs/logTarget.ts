import { t } from '@vscode/l10n';
import { UserError } from '../../core/diagnostics/errors';
import { batchTargetOf } from '../batch/batchTarget';
import { readsBatch, type Connection } from '../config/connection';
import { configuredEndpoint, targetOf, type Target } from '../config/endpoint';
import { isAwsAddress } from '../errors/networkErrors';

/** Where the logs of a region are read from. */
export type LogTarget = Target;

/**
 * CloudWatch Logs of a region, at the endpoint that the environment or the profile configures, if any. The
 * setting `batchMonitor.endpoint` is DynamoDB's alone.
 * @throws {UserError} if the jobs come from an emulator and no endpoint for logs is configured: its credentials are
 * made up, and nobody who works with it expects requests to AWS
 */
export async function logTargetOf(connection: Connection, region: string): Promise<LogTarget> {
  const configured = await configuredEndpoint('cloudwatch_logs', connection.profile);
  const source = readsBatch(connection)
    ? await batchTargetOf(connection)
    : await targetOf(connection);
  if (!configured && source.endpoint !== undefined && !isAwsAddress(source.endpoint)) {
    throw new UserError(
      'logs.endpoint',
      t('The jobs come from {0}, but no endpoint is configured for their logs.', source.endpoint),
      t(
        'Set the environment variable AWS_ENDPOINT_URL_CLOUDWATCH_LOGS to the address of your emulator.',
      ),
      'openSettings',
    );
  }
  return { ...connection, region, service: 'CloudWatch Logs', endpoint: undefined, ...configured };
}
