/** A table of jobs under the name the user gave it; the parts mean what the settings of their names do. */
export interface NamedConnection {
  readonly name: string;
  readonly tableName: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
}

/** The parts of a connection that are texts: what is used where one is left out, and what one must be. */
export const connectionParts = {
  tableName: {
    usual: 'MonitoringToolTest',
    pattern: /^([\w.-]{3,255}|arn:\S{1,1020})$/,
    example: 'a DynamoDB table name',
  },
  region: {
    usual: 'eu-west-1',
    pattern: /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
    example: 'an AWS region',
  },
  profile: { usual: '', pattern: /^[^\0\r\n]+$/, example: 'a profile name' },
  endpoint: {
    usual: '',
    pattern: /^https?:\/\/[^\s/]+\S*$/,
    example: 'an http or https address',
  },
} as const;

export type ConnectionPart = keyof typeof connectionParts;

const partNames = Object.keys(connectionParts) as ConnectionPart[];
const longestName = 64;

/** Those of the setting `connections` that can be used; `problems` tells of the others. */
export function namedConnections(value: unknown, problems: string[]): readonly NamedConnection[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    problems.push('batchMonitor.connections is not a list; it is ignored.');
    return [];
  }
  const found = new Map<string, NamedConnection>();
  value.forEach((raw: unknown, index) => {
    const problem = takeConnection(raw, found);
    if (problem !== undefined) {
      problems.push(`batchMonitor.connections[${index}] ${problem}; it is ignored.`);
    }
  });
  return [...found.values()];
}

/** Adds it to those found, or says what is wrong with it. */
function takeConnection(raw: unknown, found: Map<string, NamedConnection>): string | undefined {
  if (typeof raw !== 'object' || raw === null) {
    return 'is no connection';
  }
  const values = raw as Readonly<Record<string, unknown>>;
  const name = typeof values['name'] === 'string' ? values['name'].trim() : '';
  if (name === '' || name.length > longestName) {
    return `needs a name of at most ${longestName} characters`;
  }
  if (found.has(name)) {
    return `has the name of another one, "${name}"`;
  }
  const parts: Record<ConnectionPart, string> = {
    tableName: '',
    region: '',
    profile: '',
    endpoint: '',
  };
  for (const part of partNames) {
    const { usual, pattern, example } = connectionParts[part];
    const value = values[part];
    const isAbsent = value === undefined || value === '';
    if (!isAbsent && (typeof value !== 'string' || !pattern.test(value.trim()))) {
      return `has a ${part} that is not ${example}`;
    }
    parts[part] = isAbsent ? usual : value.trim();
  }
  const { tableName, region, profile, endpoint } = parts;
  found.set(name, {
    name,
    tableName,
    region,
    profile: profile === '' ? undefined : profile,
    endpoint: endpoint === '' ? undefined : endpoint,
  });
  return undefined;
}
