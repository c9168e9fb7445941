import { t } from '@vscode/l10n';

/** The short code of a system error, such as `ENOENT`; undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** The code, else the name of the error, such as `TypeError`. */
export function errorLabel(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.name : t('unknown error'));
}
