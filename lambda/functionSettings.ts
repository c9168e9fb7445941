/** The function's settings, which the template passes as environment variables. */
export interface FunctionSettings {
  readonly tableName: string;
  /** The address of an emulator; absent for AWS. */
  readonly endpoint: string | undefined;
  readonly retentionDays: number | undefined;
  readonly redactsEnvironment: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from an environment. An empty variable counts as not set, since a template
 * cannot omit one. Throws on an invalid value: a typing error must not expose secrets or delete jobs
 * early.
 */
export function readFunctionSettings(env: Environment): FunctionSettings {
  const setting = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  return {
    tableName: setting('TABLE_NAME') ?? 'MonitoringToolTest',
    endpoint: setting('DYNAMODB_ENDPOINT'),
    retentionDays: daysOf(setting('RETENTION_DAYS') ?? '0'),
    redactsEnvironment: switchOf(setting('REDACT_ENVIRONMENT') ?? 'false'),
  };
}

/** 0 keeps jobs forever. */
function daysOf(value: string): number | undefined {
  if (!/^\d{1,5}$/.test(value)) {
    throw new Error('RETENTION_DAYS must be a whole number from 0 to 99999; 0 keeps jobs forever.');
  }
  return Number(value) === 0 ? undefined : Number(value);
}

function switchOf(value: string): boolean {
  if (value !== 'true' && value !== 'false') {
    throw new Error('REDACT_ENVIRONMENT must be true or false.');
  }
  return value === 'true';
}
