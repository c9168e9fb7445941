import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Identity } from '../../core/aws/identity';
import { credentialsOf, endpointOptions, requestHandler } from './clients';
import type { Connection } from '../config/connection';
import { configuredEndpoint } from '../config/endpoint';

/**
 * Whether STS is AWS's, or set on purpose: credentials for an emulator are made up, and real ones are not
 * asked of AWS where somebody works without it.
 */
export const canIdentify = (
  { endpoint }: Pick<Connection, 'endpoint'>,
  env: NodeJS.ProcessEnv = process.env,
): boolean => endpoint === undefined || Boolean(env['AWS_ENDPOINT_URL_STS']);

/**
 * Who the credentials of a connection belong to. No permission is needed for it.
 * @throws whatever the SDK throws
 */
export async function identityOf(
  connection: Connection,
  signal: AbortSignal,
  credentials: ReturnType<typeof credentialsOf> = credentialsOf(connection),
): Promise<Identity> {
  const sts = new STSClient({
    region: connection.region,
    credentials,
    maxAttempts: 2,
    requestHandler: requestHandler(),
    ...endpointOptions((await configuredEndpoint('sts', connection.profile)) ?? {}),
  });
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), {
      abortSignal: signal,
    });
    return { account: Account ?? '?', arn: Arn ?? '?' };
  } finally {
    sts.destroy();
  }
}
