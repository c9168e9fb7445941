import { t } from '@vscode/l10n';
import { type Target } from '../config/endpoint';
import type { Finding } from './finding';

export function describeTarget(
  { region, endpoint, endpointFrom }: Target,
  proxy: string | undefined,
): Finding {
  const location = (): string => {
    const values = { region, endpoint: endpoint ?? '' };
    switch (endpointFrom?.kind) {
      case 'environment':
        return t('Region {region}, endpoint {endpoint} (environment variable {variable}).', {
          ...values,
          variable: endpointFrom.variable,
        });
      case 'profile':
        return t('Region {region}, endpoint {endpoint} (profile {profile}).', {
          ...values,
          profile: endpointFrom.profile,
        });
      case 'setting':
      case undefined:
        return endpoint === undefined
          ? t('Region {0}, default AWS endpoint.', region)
          : t('Region {region}, endpoint {endpoint} (setting batchMonitor.endpoint).', values);
    }
  };
  return [
    location(),
    ...(proxy === undefined ? [] : [t('Requests go through the proxy {0}.', withoutUser(proxy))]),
  ];
}

/** A proxy's URL may contain a password. */
const withoutUser = (address: string): string => address.replace(/^(\w+:\/\/)?.*@/, '$1***@');
