import { t } from '@vscode/l10n';

export const checkNetwork = (): string =>
  t(
    'Check that the subnet has a route to the internet or the VPC endpoints, and check DNS and the security group.',
  );

export const readLog = (): string =>
  t('Read the log of the job. Its last lines usually show what happened.');

export const grantPermission = (): string =>
  t('Add the permission that the reason names to the role that it names.');
