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
 * Of a container, by what it defines itself or what the containers of its job, which have names where there
 * are several, define for it.
 */
export function logSettingsOf(defined: readonly JsonObject[], container: JsonObject): LogSettings {
  const name = textIn(container['name']);
  const settings = [container, ...defined.filter(one => name === undefined || one['name'] === name)]
    .map(({ logConfiguration }) => logConfiguration)
    .filter(isObject)
    .map(settingsIn);
  return (
    settings.find(({ group, region, driver }) => group ?? region ?? driver) ?? {
      group: undefined,
      region: undefined,
      driver: undefined,
    }
  );
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
