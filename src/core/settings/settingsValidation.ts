import { t } from '@vscode/l10n';
import {
  connectionParts,
  namedConnections,
  type ConnectionPart,
  type NamedConnection,
} from './namedConnections';
import { actionsMode, type ActionsMode } from './actionsMode';
import { sourceSettings, type SourceSettings } from './sourceSettings';
import { failureCounts, type FailureCount } from './failureCount';
import { stuckAfter } from './stuckAfter';
import { shownTimeZones, type ShownTimeZone } from '../text/shownTimeZone';
import { parseSearch } from '../filter/searchSyntax';
import type { StuckLimits } from '../job/stuckJobs';
import { defaultTaskTypeRules, type TaskTypeRule } from '../job/taskType';

export interface SettingValues extends SourceSettings {
  readonly tableName: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  /** Other tables to switch to, by unique name. */
  readonly connections: readonly NamedConnection[];
  /** Time between complete reads of a table without index `changes`; 0: on demand only, for any table. */
  readonly refreshIntervalMs: number;
  /** Time between reads of changes, for a table with index `changes`. */
  readonly liveIntervalMs: number;
  readonly taskTypes: readonly TaskTypeRule[];
  /** How long jobs may wait or start before they are stuck. */
  readonly stuckAfter: StuckLimits;
  /** Counts only failures of the last n hours; absent: all. */
  readonly failedWithinHours: number | undefined;
  /** Which failures the status bar and the badge count. */
  readonly failureCount: FailureCount;
  /** Warns when reading costs more US dollars per day; 0: never. */
  readonly costWarningPerDay: number;
  /** The time zone of all times shown. */
  readonly timeZone: ShownTimeZone;
  /** `live`: retry and abort send requests to AWS, on connections for which the user agreed. */
  readonly actionsMode: ActionsMode;
  /** A live retry acknowledges the failure that it is about. */
  readonly acknowledgesRetried: boolean;
  /** Shows the last log lines in the details of a job. */
  readonly previewsLogs: boolean;
  /** Whether jobs are saved, to be there at once when a window opens. */
  readonly savesJobs: boolean;
  /** Absent: notifications are off. */
  readonly notifications: NotificationRules | undefined;
}

/** Which new failures to notify of, and how. */
export interface NotificationRules {
  /** A search that failures must match; empty: all. */
  readonly filter: string;
  /** Failures within this time are grouped into one notification. */
  readonly windowMs: number;
}

export interface CheckedSettings {
  readonly values: SettingValues;
  /** For each invalid value, what is wrong and what is used instead. */
  readonly problems: readonly string[];
}

/** Returns the raw value of the setting `batchMonitor.<key>`. */
export type RawSettings = (key: string) => unknown;

/** A scan every second would cost a lot and gain nothing. */
const minIntervalSeconds = 5;
const minLiveSeconds = 1;

/** A day. Timers beyond 2^31 ms would fire at once. */
const maxIntervalSeconds = 86_400;
const maxHours = 87_600;
const maxDollars = 1_000_000;
const maxWindowSeconds = 3600;
const maxFilterLength = 1000;

export function checkSettings(raw: RawSettings): CheckedSettings {
  const problems: string[] = [];
  const text = (key: ConnectionPart): string => {
    const { defaultValue: fallback, pattern } = connectionParts[key];
    const value = raw(key);
    if (value === undefined || value === '') {
      return fallback;
    }
    if (typeof value === 'string' && pattern.test(value.trim())) {
      return value.trim();
    }
    problems.push(notOne(`batchMonitor.${key}`, connectionParts[key].what, fallback));
    return fallback;
  };
  const number = (key: string, fallback: number, max: number): number => {
    const value = raw(key);
    if (value === undefined) {
      return fallback;
    }
    if (typeof value === 'number' && value >= 0 && value <= max) {
      return value;
    }
    problems.push(
      t('{setting} is not a number from 0 to {max}; {default} is used instead.', {
        setting: `batchMonitor.${key}`,
        max,
        default: fallback,
      }),
    );
    return fallback;
  };
  const flag = (key: string, defaultValue: boolean): boolean => {
    const value = raw(key);
    if (value === undefined || typeof value === 'boolean') {
      return value ?? defaultValue;
    }
    problems.push(
      t('{setting} is not true or false; {default} is used instead.', {
        setting: `batchMonitor.${key}`,
        default: String(defaultValue),
      }),
    );
    return defaultValue;
  };
  const interval = (key: string, defaultValue: number, shortest: number): number => {
    const seconds = number(key, defaultValue, maxIntervalSeconds);
    if (seconds === 0 || seconds >= shortest) {
      return seconds;
    }
    problems.push(
      t('{setting} is below the minimum of {min} s; {min} s is used instead.', {
        setting: `batchMonitor.${key}`,
        min: shortest,
      }),
    );
    return shortest;
  };
  const seconds = interval('refreshIntervalSeconds', 60, minIntervalSeconds);
  const liveSeconds = interval('liveIntervalSeconds', 5, minLiveSeconds);
  const hours = number('statusBar.failedWithin', 0, maxHours);
  const dollars = number('costWarningPerDay', 1, maxDollars);
  const windowSeconds = number('notifications.windowSeconds', 30, maxWindowSeconds);
  const notifies = notificationsAreOn(raw('notifications.mode'), problems);
  const filter = notificationFilter(raw('notifications.filter'), problems);
  const source = sourceSettings(raw, (key, what) => {
    const setting = `batchMonitor.${key}`;
    problems.push(t('{setting} is not {what}; the default is used instead.', { setting, what }));
  });
  const values: SettingValues = {
    ...source,
    tableName: text('tableName'),
    region: text('region'),
    profile: text('profile') || undefined,
    endpoint: text('endpoint') || undefined,
    connections: namedConnections(raw('connections'), problems),
    refreshIntervalMs: seconds * 1000,
    liveIntervalMs: seconds === 0 ? 0 : liveSeconds * 1000,
    taskTypes: taskTypes(raw('taskTypes'), problems),
    stuckAfter: stuckAfter(raw('stuckAfter'), problems),
    failedWithinHours: hours === 0 ? undefined : hours,
    failureCount: failureCount(raw('statusBar.count'), problems),
    costWarningPerDay: dollars,
    timeZone: timeZone(raw('timeZone'), problems),
    actionsMode: actionsMode(raw('actions.mode'), problems),
    acknowledgesRetried: flag('actions.acknowledgeRetried', true),
    previewsLogs: flag('logs.preview', true),
    savesJobs: flag('cache.enabled', true),
    notifications:
      notifies && filter !== undefined ? { filter, windowMs: windowSeconds * 1000 } : undefined,
  };
  return { values, problems };
}

function notOne(setting: string, what: string, defaultValue: string): string {
  return defaultValue === ''
    ? t('{setting} is not {what}; it is ignored.', { setting, what })
    : t('{setting} is not {what}; "{default}" is used instead.', {
        setting,
        what,
        default: defaultValue,
      });
}

function notificationsAreOn(mode: unknown, problems: string[]): boolean {
  if (mode !== undefined && mode !== 'off' && mode !== 'failures') {
    problems.push(
      t('batchMonitor.notifications.mode is not "off" or "failures"; "off" is used instead.'),
    );
  }
  return mode === 'failures';
}

function failureCount(value: unknown, problems: string[]): FailureCount {
  const known = failureCounts.find(count => count === value);
  if (value !== undefined && known === undefined) {
    problems.push(
      t('batchMonitor.statusBar.count is not "all" or "unresolved"; "all" is used instead.'),
    );
  }
  return known ?? 'all';
}

function timeZone(value: unknown, problems: string[]): ShownTimeZone {
  const known = shownTimeZones.find(zone => zone === value);
  if (value !== undefined && known === undefined) {
    problems.push(t('batchMonitor.timeZone is not "local" or "utc"; "local" is used instead.'));
  }
  return known ?? 'local';
}

/** Undefined if it cannot be parsed: a partially applied filter could match far too many failures. */
function notificationFilter(value: unknown, problems: string[]): string | undefined {
  if (value === undefined) {
    return '';
  }
  if (typeof value !== 'string' || value.length > maxFilterLength) {
    problems.push(
      t(
        'batchMonitor.notifications.filter is not a string of at most {0} characters, so notifications are off.',
        maxFilterLength,
      ),
    );
    return undefined;
  }
  const [problem] = parseSearch(value).problems;
  if (problem) {
    problems.push(
      t(
        'batchMonitor.notifications.filter is invalid, so notifications are off. {0}',
        problem.message,
      ),
    );
    return undefined;
  }
  return value.trim();
}

function taskTypes(value: unknown, problems: string[]): readonly TaskTypeRule[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    return defaultTaskTypeRules;
  }
  if (!Array.isArray(value)) {
    problems.push(t('batchMonitor.taskTypes is not a list; the default rules are used instead.'));
    return defaultTaskTypeRules;
  }
  return value.flatMap((rule: unknown, index) => {
    const checked = taskTypeRule(rule);
    if (!checked) {
      problems.push(
        t(
          'batchMonitor.taskTypes[{0}] needs a name and at least one string in queue or definition; the rule is ignored.',
          index,
        ),
      );
    }
    return checked ?? [];
  });
}

function taskTypeRule(rule: unknown): TaskTypeRule | undefined {
  if (typeof rule !== 'object' || rule === null || !('name' in rule)) {
    return undefined;
  }
  const { name } = rule;
  const queue = texts('queue' in rule ? rule.queue : undefined);
  const definition = texts('definition' in rule ? rule.definition : undefined);
  if (typeof name !== 'string' || name === '' || !queue || !definition) {
    return undefined;
  }
  return queue.length + definition.length > 0 ? { name, queue, definition } : undefined;
}

function texts(value: unknown): string[] | undefined {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) && value.every(text => typeof text === 'string' && text !== '')
    ? (value as string[])
    : undefined;
}
