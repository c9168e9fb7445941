import { readAwsFiles, type Sections } from './awsFiles';
import type { Connection } from './connection';

/** A connection with the endpoint that is in force, whatever sets it. */
export interface Target extends Connection {
  /** What sets an endpoint other than AWS's own: a setting, an environment variable or a profile. */
  readonly endpointFrom?: EndpointSource | undefined;
}

export type EndpointSource =
  | { readonly kind: 'setting' }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'profile'; readonly profile: string };

/**
 * Finds the endpoint as the AWS tools do: the SDK by itself would look into the default profile only,
 * also where another one is named. Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 */
export async function targetOf(
  connection: Connection,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Target> {
  if (connection.endpoint !== undefined) {
    return { ...connection, endpointFrom: { kind: 'setting' } };
  }
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') {
    return connection;
  }
  for (const variable of ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL']) {
    const endpoint = env[variable];
    if (endpoint) {
      return { ...connection, endpoint, endpointFrom: { kind: 'environment', variable } };
    }
  }
  const profile = connection.profile ?? env['AWS_PROFILE'] ?? 'default';
  const { config } = await readAwsFiles(env);
  const endpoint = endpointOf(profile, config);
  return endpoint === undefined
    ? connection
    : { ...connection, endpoint, endpointFrom: { kind: 'profile', profile } };
}

function endpointOf(profile: string, config: Sections): string | undefined {
  const section = config[profile];
  const services = section?.['services'];
  const ofService =
    services === undefined ? undefined : config[`services.${services}`]?.['dynamodb.endpoint_url'];
  return ofService ?? section?.['endpoint_url'];
}
