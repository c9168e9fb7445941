import { t } from '@vscode/l10n';
import { sourceSettings, type OptionalSourceSettings } from './sourceSettings';

/** A source of jobs with a name given by the user; each part means the same as the setting of that name. */
export interface NamedConnection extends OptionalSourceSettings {
  readonly name: string;
  readonly tableName: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
}

/** The string parts of a connection: the default, the valid format, and what a valid value is called. */
export const connectionParts = {
  tableName: {
    defaultValue: 'MonitoringToolTest',
    pattern: /^([\w.-]{3,255}|arn:\S{1,1020})$/,
    get what() {
      return t('a valid DynamoDB table name');
    },
  },
  region: {
    defaultValue: 'eu-west-1',
    pattern: /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
    get what() {
      return t('a valid AWS region');
    },
  },
  profile: {
    defaultValue: '',
    pattern: /^[^\0\r\n]+$/,
    get what() {
      return t('a valid profile name');
    },
  },
  endpoint: {
    defaultValue: '',
    pattern: /^https?:\/\/[^\s/]+\S*$/,
    get what() {
      return t('an http or https URL');
    },
  },
} as const;

export type ConnectionPart = keyof typeof connectionParts;

const partNames = Object.keys(connectionParts) as ConnectionPart[];
export const maxConnectionNameLength = 64;

/** The valid entries of the setting `connections`; `problems` gets a message for each of the others. */
export function namedConnections(value: unknown, problems: string[]): readonly NamedConnection[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    problems.push(t('batchMonitor.connections is not a list and is ignored.'));
    return [];
  }
  const found = new Map<string, NamedConnection>();
  value.forEach((raw: unknown, index) => {
    const problem = readConnection(raw, found);
    if (problem !== undefined) {
      problems.push(
        t('batchMonitor.connections[{index}] is ignored: {problem}', { index, problem }),
      );
    }
  });
  return [...found.values()];
}

/** Adds a valid connection to `found`; otherwise returns what is wrong. */
function readConnection(raw: unknown, found: Map<string, NamedConnection>): string | undefined {
  if (typeof raw !== 'object' || raw === null) {
    return t('it is not an object.');
  }
  const values = raw as Readonly<Record<string, unknown>>;
  const name = typeof values['name'] === 'string' ? values['name'].trim() : '';
  if (name === '' || name.length > maxConnectionNameLength) {
    return t('it needs a name of at most {0} characters.', maxConnectionNameLength);
  }
  if (found.has(name)) {
    return t('another connection is already named "{0}".', name);
  }
  const parts: Record<ConnectionPart, string> = {
    tableName: '',
    region: '',
    profile: '',
    endpoint: '',
  };
  for (const part of partNames) {
    const { defaultValue, pattern, what } = connectionParts[part];
    const value = values[part];
    const isAbsent = value === undefined || value === '';
    if (!isAbsent && (typeof value !== 'string' || !pattern.test(value.trim()))) {
      return t('its {part} is not {what}.', { part, what });
    }
    parts[part] = isAbsent ? defaultValue : value.trim();
  }
  let problem: string | undefined;
  const source = sourceSettings(
    part => values[part],
    (part, what) => (problem ??= t('its {part} is not {what}.', { part, what })),
  );
  if (problem !== undefined) {
    return problem;
  }
  const { tableName, region, profile, endpoint } = parts;
  found.set(name, {
    ...(source.source === 'batch' ? source : {}),
    name,
    tableName,
    region,
    profile: profile === '' ? undefined : profile,
    endpoint: endpoint === '' ? undefined : endpoint,
  });
  return undefined;
}
