import { readFunctionSettings, type FunctionSettings } from '../../functionSettings';
import { countOf } from '../commandLine';
import type { Variables } from './functionVariables';

/** The options that set how events are stored. */
export const settingsOptions = {
  table: { type: 'string' },
  'like-function': { type: 'string' },
  'retention-days': { type: 'string' },
  'redact-environment': { type: 'boolean' },
  'no-redact-environment': { type: 'boolean' },
} as const;

export interface SettingsValues {
  readonly table?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly 'like-function'?: string | undefined;
  readonly 'retention-days'?: string | undefined;
  readonly 'redact-environment'?: boolean | undefined;
  readonly 'no-redact-environment'?: boolean | undefined;
}

export type ReplaySettings = Omit<FunctionSettings, 'endpoint'>;

/**
 * The settings of a replay, which are the function's: an option replaces the function's own value. A
 * replay into AWS needs a value for each, so that it never exposes secrets that the function redacts,
 * and never keeps jobs longer than it. An emulator gets the template's defaults.
 */
export async function replaySettings(
  values: SettingsValues,
  variablesOf: (functionName: string) => Promise<Variables>,
): Promise<ReplaySettings> {
  const own = ownVariables(values);
  const functionName = values['like-function'];
  const isForAws = values.endpoint === undefined && values['dry-run'] !== true;
  if (functionName === undefined && isForAws && Object.keys(own).length < 2) {
    throw new Error(
      'say how to store the events: --like-function NAME applies the settings of the Lambda function;' +
        ' or give --retention-days N (0 keeps jobs forever) and --redact-environment or' +
        ' --no-redact-environment',
    );
  }
  const variables = functionName === undefined ? {} : await variablesOf(functionName);
  const { tableName, retentionDays, redactsEnvironment } = readFunctionSettings({
    ...variables,
    ...own,
    ...(values.table === undefined ? {} : { TABLE_NAME: values.table }),
  });
  return { tableName, retentionDays, redactsEnvironment };
}

/** The options as the variables that they replace. */
function ownVariables(values: SettingsValues): Record<string, string> {
  const days = values['retention-days'];
  const redacts = values['redact-environment'] === true;
  const keeps = values['no-redact-environment'] === true;
  if (redacts && keeps) {
    throw new Error('--redact-environment and --no-redact-environment cannot be used together');
  }
  return {
    ...(days === undefined
      ? {}
      : { RETENTION_DAYS: String(countOf('retention-days', days, 99_999, 0)) }),
    ...(redacts || keeps ? { REDACT_ENVIRONMENT: String(redacts) } : {}),
  };
}
