import { t } from '@vscode/l10n';
import { UserError } from '../../core/diagnostics/errors';
import type { EndpointSource, Target } from '../config/endpoint';

/** The server that receives the requests. */
export const serverName = ({ region, endpoint, service = 'DynamoDB' }: Target): string =>
  endpoint ?? t('{service} in {region}', { service, region });

/** Untrusted certificates and other TLS failures, by the error codes of Node and OpenSSL. */
export const tlsCode =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET|DECODE|DECRYPT)|HOSTNAME_MISMATCH|EPROTO)/;

const networkCode = /^(E[A-Z]+$|EAI_|UND_ERR_|ERR_(STREAM|SOCKET|HTTP2)_)/;

/** VS Code's error when it cannot reach any proxy; it routes extensions' requests through its proxies. */
const unreachedProxy = /^Failed to establish a socket connection to proxies: (.*)/;

/** Explains failures on the way to the server; undefined for anything else. */
export function networkError(target: Target, error: Error): UserError | undefined {
  if (target.endpoint !== undefined && !isHttpAddress(target.endpoint)) {
    return badEndpoint(target.endpoint, target.endpointFrom, error);
  }
  const ofVsCode = unreachedProxy.exec(error.message);
  if (ofVsCode) {
    return proxyError(error, t('Could not reach the proxy ({0}).', ofVsCode[1] ?? ''));
  }
  const found = systemError(error);
  if (found && tlsCode.test(found.code)) {
    return tlsError(target, found.code, error);
  }
  if (found && isProxyFailure(target, found)) {
    return proxyError(error, t('Could not reach the proxy ({0}).', addressOf(found)));
  }
  return found || error.name === 'TimeoutError'
    ? unreachable(target, found?.code ?? error.name, error)
    : undefined;
}

function isHttpAddress(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
}

function badEndpoint(endpoint: string, from: EndpointSource | undefined, cause: Error): UserError {
  return new UserError(
    'network.endpoint',
    t('The endpoint "{0}" is not an http or https URL.', endpoint),
    endpointRemedy(from, correctEndpoint),
    'openSettings',
    { cause },
  );
}

/** The proxy responded instead of AWS. */
export const proxyRefusal = (error: Error): UserError =>
  proxyError(error, t('The proxy blocked the request: it requires sign-in (HTTP 407).'));

function unreachable(target: Target, code: string, error: Error): UserError {
  return new UserError(
    'network',
    t('Could not reach {0} ({1}).', serverName(target), code),
    target.endpoint === undefined
      ? t('Check the network, the proxy or VPN, and the setting batchMonitor.region.')
      : endpointRemedy(target.endpointFrom, runsEndpoint),
    'checkConnection',
    { cause: error },
  );
}

/** The remedy for an endpoint other than AWS's, by what configures it. */
interface EndpointRemedies {
  readonly environment: (variable: string) => string;
  readonly profile: (profile: string) => string;
  readonly setting: () => string;
}

function endpointRemedy(from: EndpointSource | undefined, remedies: EndpointRemedies): string {
  switch (from?.kind) {
    case 'environment':
      return remedies.environment(from.variable);
    case 'profile':
      return remedies.profile(from.profile);
    case 'setting':
    case undefined:
      return remedies.setting();
  }
}

const runsEndpoint: EndpointRemedies = {
  environment: variable =>
    t(
      'Check that the endpoint is running. The environment variable {0} sets it; unset it to use AWS.',
      variable,
    ),
  profile: profile =>
    t(
      'Check that the endpoint is running. Profile "{0}" sets it in the AWS config file (endpoint_url).',
      profile,
    ),
  setting: () =>
    t('Check that the endpoint is running, and check the setting batchMonitor.endpoint.'),
};

const correctEndpoint: EndpointRemedies = {
  environment: variable =>
    t('Correct the environment variable {0}, or unset it to use AWS.', variable),
  profile: profile => t('Correct endpoint_url of profile "{0}" in the AWS config file.', profile),
  setting: () => t('Correct the setting batchMonitor.endpoint.'),
};

function tlsError(target: Target, code: string, error: Error): UserError {
  const server = serverName(target);
  return code === 'EPROTO' || /^ERR_SSL_|WRONG_VERSION/.test(code)
    ? new UserError(
        'network.tls',
        t('The TLS connection to {server} failed ({code}).', { server, code }),
        t('Check whether the endpoint uses http or https, and check the proxy.'),
        'openSettings',
        { cause: error },
      )
    : new UserError(
        'network.tls',
        t('The certificate of {server} is not trusted ({code}).', { server, code }),
        trustRemedy(),
        'checkConnection',
        { cause: error },
      );
}

export const trustRemedy = (): string =>
  t(
    'If a company proxy replaces certificates, add its certificate authority to the trusted ones on this computer, or set the environment variable NODE_EXTRA_CA_CERTS to its file before you start VS Code.',
  );

function proxyError(error: Error, message: string): UserError {
  return new UserError(
    'network.proxy',
    message,
    t(
      'Check the VS Code setting http.proxy and the environment variable HTTPS_PROXY, and sign in to the proxy.',
    ),
    'checkConnection',
    { cause: error },
  );
}

interface SystemError {
  readonly code: string;
  readonly port: number | undefined;
  readonly host: string | undefined;
}

/** Node's system error (ECONNREFUSED, ENOTFOUND …) of this error or of its causes. */
function systemError(error: Error): SystemError | undefined {
  // If all addresses of a name were tried, the first says where.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  if (first instanceof Error) {
    return systemError(first);
  }
  const { code, port, hostname, address } = error as {
    readonly code?: unknown;
    readonly port?: unknown;
    readonly hostname?: unknown;
    readonly address?: unknown;
  };
  if (typeof code === 'string' && (networkCode.test(code) || tlsCode.test(code))) {
    const host = typeof hostname === 'string' ? hostname : address;
    return {
      code,
      port: typeof port === 'number' ? port : undefined,
      host: typeof host === 'string' ? host : undefined,
    };
  }
  return error.cause instanceof Error ? systemError(error.cause) : undefined;
}

/** The SDK has one name for all timeouts. */
const unconnected = /\bdid not establish a connection\b/;

const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** Whether the connection failed before the request was sent, so that the server has not seen it. */
export const isBeforeSending = (error: Error): boolean =>
  unreachedProxy.test(error.message) ||
  (error.name === 'TimeoutError' && unconnected.test(error.message)) ||
  beforeSending.test(systemError(error)?.code ?? '');

/** If the failing host or port is not the requested one, it belongs to a proxy. */
function isProxyFailure({ endpoint }: Target, { code, port, host }: SystemError): boolean {
  const requested = new URL(endpoint ?? 'https://dynamodb.amazonaws.com');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return (
      host !== undefined &&
      (endpoint === undefined ? !isAwsHost(host) : host !== requested.hostname)
    );
  }
  const requestedPort = Number(requested.port) || (requested.protocol === 'https:' ? 443 : 80);
  return port !== undefined && port !== requestedPort;
}

/** Whether an endpoint is AWS's own, such as a VPC endpoint. */
export const isAwsAddress = (endpoint: string): boolean =>
  URL.canParse(endpoint) && isAwsHost(new URL(endpoint).hostname);

const isAwsHost = (host: string): boolean =>
  /(^|\.)(amazonaws|api\.aws|amazonwebservices|sc2s|c2s|csp|cloud\.adc)\b/.test(host);

const addressOf = ({ code, host, port }: SystemError): string =>
  [code, [host, port].filter(part => part !== undefined).join(':')].filter(Boolean).join(', ');
