import { readAwsFiles, type Sections } from './awsFiles';
import type { Connection } from './connection';
import { defaultProfile } from './credentialFiles';

/** A connection with its effective endpoint, whatever configures it. */
export interface Target extends Connection {
  /** The service in messages; absent: DynamoDB. */
  readonly service?: string | undefined;
  /** What configures an endpoint other than AWS's own. */
  readonly endpointFrom?: EndpointSource | undefined;
}

export type EndpointSource =
  | { readonly kind: 'setting' }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'profile'; readonly profile: string };

/** Adds the effective DynamoDB endpoint to a connection. */
export async function targetOf(
  connection: Connection,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Target> {
  return connection.endpoint === undefined
    ? { ...connection, ...(await configuredEndpoint('dynamodb', connection.profile, env)) }
    : { ...connection, endpointFrom: { kind: 'setting' } };
}

/** An endpoint configured by the environment or a profile instead of AWS's own. */
export interface ConfiguredEndpoint {
  readonly endpoint: string;
  readonly endpointFrom: EndpointSource;
}

/**
 * Finds the endpoint as the AWS tools do: the SDK itself would look only into the default profile, even if
 * another one is named. Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 */
export async function configuredEndpoint(
  service: 'dynamodb' | 'sts' | 'cloudwatch_logs' | 'batch',
  named: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ConfiguredEndpoint | undefined> {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') {
    return undefined;
  }
  for (const variable of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const endpoint = env[variable];
    if (endpoint) {
      return { endpoint, endpointFrom: { kind: 'environment', variable } };
    }
  }
  const profile = named ?? defaultProfile(env);
  const { config } = await readAwsFiles(env);
  const endpoint = endpointOf(service, profile, config);
  return endpoint === undefined
    ? undefined
    : { endpoint, endpointFrom: { kind: 'profile', profile } };
}

function endpointOf(service: string, profile: string, config: Sections): string | undefined {
  const section = config[profile];
  if (section?.['ignore_configured_endpoint_urls'] === 'true') {
    return undefined;
  }
  const services = section?.['services'];
  const ofService =
    services === undefined
      ? undefined
      : config[`services.${services}`]?.[`${service}.endpoint_url`];
  return ofService ?? section?.['endpoint_url'];
}
