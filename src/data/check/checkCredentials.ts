import { t } from '@vscode/l10n';
import { isUserError } from '../../core/diagnostics/errors';
import { toUserError } from '../errors/awsErrors';
import { credentialsOf } from '../credentials/clients';
import { canIdentify, identityOf } from '../credentials/identity';
import { configuredEndpoint, type Target } from '../config/endpoint';
import { errorSummary } from '../errors/errorSummary';
import type { Finding } from './finding';

export async function checkCredentials(target: Target, signal: AbortSignal): Promise<Finding> {
  const credentials = credentialsOf(target);
  // Before calling STS: problems of the profile show up without it.
  await credentials();
  const source =
    target.profile === undefined ? t('default credential chain') : t('profile {0}', target.profile);
  if (!canIdentify(target)) {
    return [t('Source: {0}. Not verified because the endpoint is not AWS.', source)];
  }
  try {
    const { account, arn } = await identityOf(target, signal, credentials);
    return [t('Account {0}, {1} ({2}).', account, arn, source)];
  } catch (thrown) {
    const sts = await configuredEndpoint('sts', target.profile);
    const error = toUserError(thrown, { ...target, endpoint: undefined, ...sts });
    if (isUserError(error) && /^(network|aws\.|access\.denied|throttled)/.test(error.code)) {
      return {
        skipped: t('Source: {source}. Could not verify with STS: {reason}', {
          source,
          // The other messages speak of DynamoDB, except for the proxy's.
          reason: error.code === 'network.proxy' ? error.message : errorSummary(thrown),
        }),
      };
    }
    throw error;
  }
}
