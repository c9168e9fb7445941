import { isObject, objectIn, textIn, type JsonObject } from '../base/json';

/** Where Batch writes logs unless the job definition says otherwise (User Guide, "awslogs"). */
export const defaultLogGroup = '/aws/batch/job';

/** The log driver that writes to CloudWatch Logs, the default. */
const cloudWatchDriver = 'awslogs';

/** Where a container logs, as far as its definition says other than the default. */
export interface LogSettings {
  readonly group: string | undefined;
  readonly region: string | undefined;
  /** Absent where it is CloudWatch's. */
  readonly driver: string | undefined;
}

/**
 * Where containers log, by what they define themselves or what the containers of their job, which have names where
 * there are several, define for them.
 */
export function logSettingsBy(
  defined: readonly JsonObject[],
): (container: JsonObject) => LogSettings {
  const byName = new Map<string, LogSettings>();
  let first: LogSettings | undefined;
  for (const container of defined) {
    const [name, settings] = [textIn(container['name']), logSettingsOf(container)];
    if (settings) {
      first ??= settings;
      if (name !== undefined && !byName.has(name)) {
        byName.set(name, settings);
      }
    }
  }
  return container => {
    const name = textIn(container['name']);
    return (
      logSettingsOf(container) ?? (name === undefined ? first : byName.get(name)) ?? defaultSettings
    );
  };
}

const defaultSettings: LogSettings = { group: undefined, region: undefined, driver: undefined };

/** Undefined where a container defines nothing else than the default. */
export function logSettingsOf({ logConfiguration }: JsonObject): LogSettings | undefined {
  const settings = isObject(logConfiguration) ? settingsIn(logConfiguration) : undefined;
  return settings && (settings.group ?? settings.region ?? settings.driver) ? settings : undefined;
}

function settingsIn(logConfiguration: JsonObject): LogSettings {
  const options = objectIn(logConfiguration['options']);
  const driver = textIn(logConfiguration['logDriver']);
  return driver === undefined || driver.toLowerCase() === cloudWatchDriver
    ? {
        group: textIn(options['awslogs-group']),
        region: textIn(options['awslogs-region']),
        driver: undefined,
      }
    : { group: undefined, region: undefined, driver };
}
