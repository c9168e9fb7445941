/** What the function's environment may say; the template sets these from its parameters. */
export interface FunctionSettings {
  readonly tableName: string;
  /** Of an emulator; absent: AWS. */
  readonly endpoint: string | undefined;
  readonly retentionDays: number | undefined;
  readonly redactsEnvironment: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings in an environment. An empty variable says nothing, since a template cannot leave one
 * out. Throws on a wrong one: a typing error must not keep secrets uncovered, or delete jobs early.
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

/** 0 is for ever. */
function daysOf(value: string): number | undefined {
  if (!/^\d{1,5}$/.test(value)) {
    throw new Error(
      'RETENTION_DAYS must be a whole number from 0 to 99999; 0 keeps jobs for ever.',
    );
  }
  return Number(value) === 0 ? undefined : Number(value);
}

function switchOf(value: string): boolean {
  if (value !== 'true' && value !== 'false') {
    throw new Error('REDACT_ENVIRONMENT must be true or false.');
  }
  return value === 'true';
}
