import { t } from '@vscode/l10n';

/** AWS's installation instructions for each platform. */
export const awsCliPage =
  'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html';

/** Signing in with SSO requires version 2. */
export const isTooOld = (version: string): boolean => Number(version.split('.')[0]) < 2;

/** The install command of the platform's package manager; undefined if only AWS's installer works. */
export function installCommand(platform: string): string | undefined {
  switch (platform) {
    case 'win32':
      return 'winget install -e --id Amazon.AWSCLI';
    case 'darwin':
      return 'brew install awscli';
    case 'linux':
      return 'sudo snap install aws-cli --classic';
    default:
      return undefined;
  }
}

export function foundText(version: string): string {
  return isTooOld(version)
    ? t(
        'AWS CLI {0} is installed, but SSO sign-in requires version 2. Install the newer version.',
        version,
      )
    : t('AWS CLI {0} is installed.', version);
}

/** `remote` is VS Code's `env.remoteName`: undefined on the user's own computer. */
export function missingText(platform: string, remote: string | undefined): string {
  const command = installCommand(platform);
  return [
    t('The AWS CLI was not found. You need it only to sign in with SSO and to add profiles.'),
    command === undefined
      ? t('To install it, follow the AWS installation guide.')
      : t('Install it with "{0}", or follow the AWS installation guide.', command),
    ...locationSentences(remote),
  ].join(' ');
}

function locationSentences(remote: string | undefined): string[] {
  switch (remote) {
    case undefined:
      return [];
    case 'wsl':
      return [t('Install it in WSL, where Batch Monitor runs, not in Windows.')];
    case 'dev-container':
    case 'attached-container':
      return [t('Install it in the container, where Batch Monitor runs.')];
    default:
      return [t('Install it on the remote computer, where Batch Monitor runs.')];
  }
}
