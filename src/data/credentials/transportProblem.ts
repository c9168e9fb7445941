import { t } from '@vscode/l10n';
import { errorLabel } from '../../core/base/errorCode';
import type { UserError } from '../../core/diagnostics/errors';
import { tlsCode, trustRemedy } from '../errors/networkErrors';
import { problem, type CredentialFailure } from './credentialFailure';

/** The SDK often keeps only the message of the underlying network error. */
const networkFailure =
  /\b(ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPIPE|TimeoutError|socket hang up)\b/;

const untrusted = /\bcertificate\b/i;

/** Errors of a service that is reachable but not serving requests. */
const busy = /Throttl|TooManyRequests|InternalServer|ServiceUnavailable|UnknownError/;

/** Problems caused by the network or the service rather than by the profile. */
export function transportProblem(failure: CredentialFailure): UserError | undefined {
  const { error } = failure;
  const code = errorLabel(error);
  if (untrusted.test(error.message) || tlsCode.test(code)) {
    return problem(
      failure,
      'network.tls',
      t('Could not get AWS credentials: {0}', failure.reason),
      trustRemedy(),
      'checkConnection',
    );
  }
  return [error.message, code].some(text => networkFailure.test(text) || busy.test(text)) ||
    statusOf(error) >= 500
    ? unfetched(failure)
    : undefined;
}

const statusOf = (error: Error): number =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode ?? 0;

/** A laptop that just woke up is not signed out, only offline for a moment. */
const unfetched = (failure: CredentialFailure): UserError =>
  problem(
    failure,
    'network',
    t('Could not get AWS credentials: {0}', failure.reason),
    t('Check the network and the proxy or VPN.'),
    'checkConnection',
  );
