import { t } from '@vscode/l10n';
import { formatCount } from './formatCount';
import { plural } from './localization';

/** Where jobs come from, ready for display. */
export interface SourceNames {
  /** Without a table, the jobs are those of AWS Batch itself. */
  readonly table: string | undefined;
  readonly region: string;
}

/** `12 jobs in table Jobs, eu-west-1.` */
export function jobsInSourceText(
  total: number,
  count: string,
  { table, region }: SourceNames,
): string {
  const values = { count, table: table ?? '', region };
  return table === undefined
    ? plural(
        total,
        t('{count} job in AWS Batch, {region}.', values),
        t('{count} jobs in AWS Batch, {region}.', values),
      )
    : total === 1
      ? t('1 job in table {table}, {region}.', values)
      : t('{count} jobs in table {table}, {region}.', values);
}

/** `12 jobs read from table Jobs in eu-west-1.` */
export function jobsReadText(total: number, count: string, { table, region }: SourceNames): string {
  const values = { count, table: table ?? '', region };
  return table === undefined
    ? plural(
        total,
        t('{count} job read from AWS Batch in {region}.', values),
        t('{count} jobs read from AWS Batch in {region}.', values),
      )
    : plural(
        total,
        t('{count} job read from table {table} in {region}.', values),
        t('{count} jobs read from table {table} in {region}.', values),
      );
}

/** `loaded` is absent before the first page. */
export function loadingText({ table }: SourceNames, loaded: string | undefined): string {
  if (table === undefined) {
    return loaded === undefined
      ? t('Loading jobs from AWS Batch…')
      : t('Loading jobs from AWS Batch: {0} so far.', loaded);
  }
  return loaded === undefined
    ? t('Loading jobs from table {0}…', table)
    : t('Loading jobs from table {table}: {count} so far.', { table, count: loaded });
}

/** `AWS throttles: about 4 calls per second` */
export function throttledText(callsPerSecond: number): string {
  const whole = Math.max(1, Math.round(callsPerSecond));
  const values = { count: formatCount(whole) };
  return plural(
    whole,
    t('AWS throttles: about {count} call per second', values),
    t('AWS throttles: about {count} calls per second', values),
  );
}
