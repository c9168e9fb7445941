import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Identity } from '../../core/aws/identity';
import { credentialsOf, endpointOptions, requestHandler } from './clients';
import type { Connection } from '../config/connection';
import { configuredEndpoint } from '../config/endpoint';
import { dropWhenRejected } from './reusedCredentials';

/**
 * Whether requests to STS make sense: AWS's own, or one configured on purpose. Credentials for an emulator
 * are made up, and real ones must not be sent to AWS by someone working without it.
 */
export const canIdentify = (
  { endpoint }: Pick<Connection, 'endpoint'>,
  env: NodeJS.ProcessEnv = process.env,
): boolean => endpoint === undefined || Boolean(env['AWS_ENDPOINT_URL_STS']);

/**
 * The identity that a connection's credentials belong to. Requires no permission.
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
  dropWhenRejected(sts, connection);
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), {
      abortSignal: signal,
    });
    return { account: Account ?? '?', arn: Arn ?? '?' };
  } finally {
    sts.destroy();
  }
}
