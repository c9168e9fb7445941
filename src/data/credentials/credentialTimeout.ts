import { t } from '@vscode/l10n';
import { minuteMs } from '../../core/base/timeUnits';
import { UserError } from '../../core/diagnostics/errors';
import type { Connection } from '../config/connection';

/** Long enough for a process that prompts in a browser; a hung one must not block the extension. */
const maxWaitMs = minuteMs;

/** @throws {UserError} if the credentials do not arrive in time. */
export async function withinTime<T>(
  credentials: Promise<T>,
  { profile }: Pick<Connection, 'profile'>,
  ms = maxWaitMs,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate(profile, ms)), ms);
  });
  try {
    return await Promise.race([credentials, late]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = (profile: string | undefined, ms: number): UserError =>
  new UserError(
    'credentials.late',
    profile === undefined
      ? t('Could not get AWS credentials within {0} s.', ms / 1000)
      : t('Profile "{name}" provided no AWS credentials within {seconds} s.', {
          name: profile,
          seconds: ms / 1000,
        }),
    t('Check the credential process and the network, then refresh. Or select another profile.'),
    'selectProfile',
  );
