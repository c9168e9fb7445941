import { t } from '@vscode/l10n';

/** What jobs are read from: a table, or AWS Batch itself. */
export const jobSources = ['table', 'batch'] as const;

export interface SourceSettings {
  readonly source: (typeof jobSources)[number];
  /** How far back the first list of AWS Batch goes. */
  readonly historyHours: number;
  /** The queues to read from AWS Batch; empty: all of the region. */
  readonly queues: readonly string[];
}

/** Those of one connection; absent: the defaults. */
export type OptionalSourceSettings = {
  readonly [Name in keyof SourceSettings]?: SourceSettings[Name] | undefined;
};

/** AWS Batch keeps finished jobs for at least this long. */
export const defaultHistoryHours = 168;

const minHours = 1;
/** A year: AWS may keep jobs for longer than it promises. */
const maxHours = 8_784;
const maxQueues = 1_000;

/** A queue's name, or its ARN. */
const queuePattern = /^([A-Za-z0-9][\w-]{0,127}|arn:[^\s,]{1,1020})$/;

/** What is wrong with a value, in words that follow its name; undefined if it is valid. */
const rules = {
  source: {
    isValid: (value: unknown) => jobSources.some(source => source === value),
    get what() {
      return t('"table" or "batch"');
    },
    defaultValue: 'table',
  },
  historyHours: {
    isValid: (value: unknown) =>
      typeof value === 'number' && value >= minHours && value <= maxHours,
    get what() {
      return t('a number from {min} to {max}', { min: minHours, max: maxHours });
    },
    defaultValue: defaultHistoryHours,
  },
  queues: {
    isValid: (value: unknown) =>
      Array.isArray(value) &&
      value.length <= maxQueues &&
      value.every(name => typeof name === 'string' && queuePattern.test(name.trim())),
    get what() {
      return t('a list of names or ARNs of job queues');
    },
    defaultValue: [] as readonly string[],
  },
} as const;

export type SourceSetting = keyof typeof rules;

const names = Object.keys(rules) as SourceSetting[];

/** The settings of the source; `onProblem` gets each invalid one, whose default is used instead. */
export function sourceSettings(
  raw: (name: SourceSetting) => unknown,
  onProblem: (name: SourceSetting, what: string) => void,
): SourceSettings {
  const valid = Object.fromEntries(
    names.map(name => {
      const { isValid, what, defaultValue } = rules[name];
      const value = raw(name);
      if (value === undefined) {
        return [name, defaultValue];
      }
      if (!isValid(value)) {
        onProblem(name, what);
        return [name, defaultValue];
      }
      return [name, Array.isArray(value) ? value.map(queue => String(queue).trim()) : value];
    }),
  );
  return valid as unknown as SourceSettings;
}
