import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';
import { perLanguage, plural } from '../text/localization';
import { dayMs, hourMs } from '../base/timeUnits';

/**
 * US dollars per read unit of an on-demand table: 0.125 per million read request units in us-east-1 since
 * November 2024 (aws.amazon.com/dynamodb/pricing/on-demand). Other regions differ slightly and provisioned
 * capacity is billed differently, so every price shown is approximate.
 */
const dollarsPerUnit = 0.125 / 1_000_000;

/** Even if refreshes read only changes, a complete read runs once an hour. */
const completeReadsPerDay = 24;

/** What reading costs: read capacity units of DynamoDB, or calls of an API without a price. */
export const costUnits = ['readUnits', 'calls'] as const;

export type CostUnit = (typeof costUnits)[number];

/** What reading has cost so far, in the unit of the source. */
export interface ReadCosts {
  readonly unit: CostUnit;
  /** The last refresh; absent before the first. */
  readonly readUnits: number | undefined;
  readonly sessionUnits: number;
  /** The last refresh that read everything. */
  readonly completeUnits: number | undefined;
  /** The average of the latest refreshes that read only changes. */
  readonly changesUnits: number | undefined;
  /** Whether refreshes read only changes, apart from one complete read per hour. */
  readonly followsChanges: boolean;
}

export interface DayCost {
  readonly units: number;
  readonly dollars: number;
}

export interface Cost {
  /** Absent: read units. */
  readonly unit?: CostUnit | undefined;
  /** The last refresh, in this unit. */
  readonly readUnits: number;
  readonly sessionUnits: number;
  /** At the current rate; absent while automatic refresh is off, or before enough was read to estimate it. */
  readonly day?: DayCost | undefined;
  /** Calls at the current rate; calls are limited per time, not billed. */
  readonly perHour?: number | undefined;
}

/** About as many refreshes count. */
const averagedRefreshes = 30;

/** The average after one more refresh: some read more than others, and the cost of a day must not jump with each. */
export const averageUnits = (average: number | undefined, units: number): number =>
  average === undefined ? units : average + (units - average) / averagedRefreshes;

/** `everyMs`: time between refreshes; 0: on demand only. */
export function costOf(costs: ReadCosts, everyMs: number): Cost | undefined {
  const { unit, readUnits, sessionUnits } = costs;
  return readUnits === undefined
    ? undefined
    : {
        readUnits,
        sessionUnits,
        ...(unit === 'calls'
          ? { unit, perHour: everyMs > 0 ? perHour(costs, everyMs) : undefined }
          : { day: everyMs > 0 ? costPerDay(costs, dayMs / everyMs) : undefined }),
      };
}

const perHour = ({ changesUnits }: ReadCosts, everyMs: number): number | undefined =>
  changesUnits === undefined ? undefined : (changesUnits * hourMs) / everyMs;

function costPerDay(costs: ReadCosts, refreshes: number): DayCost | undefined {
  const units = unitsOf(costs, refreshes);
  return units === undefined ? undefined : { units, dollars: units * dollarsPerUnit };
}

function unitsOf(costs: ReadCosts, refreshes: number): number | undefined {
  const { completeUnits, changesUnits, followsChanges } = costs;
  if (completeUnits === undefined) {
    return undefined;
  }
  if (!followsChanges) {
    return completeUnits * refreshes;
  }
  return changesUnits === undefined
    ? undefined
    : changesUnits * refreshes + completeUnits * Math.min(completeReadsPerDay, refreshes);
}

/** Units come in halves; in large sums the fraction is noise. */
export const formatUnits = (units: number): string =>
  formatCount(units < 10 ? Math.round(units * 10) / 10 : Math.round(units));

const dollarsIn = (digits: number): (() => Intl.NumberFormat) =>
  perLanguage(
    language =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency: 'USD',
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
const withCents = dollarsIn(2);
const wholeDollars = dollarsIn(0);

/** Smaller amounts would round to $0.00. */
const isNegligible = (dollars: number): boolean => dollars < 0.005;

/** `$0.01`, `$12.50`, `$1,200`, `<$0.01`. */
export function formatDollars(dollars: number): string {
  if (isNegligible(dollars)) {
    return t('<{0}', withCents().format(0.01));
  }
  return (dollars < 100 ? withCents() : wholeDollars()).format(dollars);
}

/** `1 read unit`, `1,234 read units`. */
export function readUnitsText(units: number): string {
  const figure = formatUnits(units);
  return plural(units, t('{0} read unit', figure), t('{0} read units', figure));
}

/** `1 call`, `1,234 calls`. */
function callsText(calls: number): string {
  const figure = formatCount(calls);
  return plural(calls, t('{0} call', figure), t('{0} calls', figure));
}

/** In words: `6 read units, 1,234 this session, about 103,680 ($0.01) a day`, or `30 calls, …, about 1,800 an hour`. */
export function costText({ unit, readUnits, sessionUnits, day, perHour: hour }: Cost): string {
  const units = unit === 'calls' ? callsText(readUnits) : readUnitsText(readUnits);
  const parts = [units, t('{0} this session', formatUnits(sessionUnits))];
  if (hour !== undefined) {
    parts.push(t('about {0} an hour', formatUnits(hour)));
  }
  if (day) {
    parts.push(t('about {0} ({1}) a day', formatUnits(day.units), formatDollars(day.dollars)));
  }
  return parts.join(', ');
}

/** Short, for use next to a label: `6 RCU · ~$0.01 a day`. */
export function shortCostText({ unit, readUnits, day, perHour: hour }: Cost): string {
  if (unit === 'calls') {
    const calls = callsText(readUnits);
    return hour === undefined ? calls : `${calls} · ${t('~{0} an hour', formatUnits(hour))}`;
  }
  const units = t('{0} RCU', formatUnits(readUnits));
  if (!day) {
    return units;
  }
  const dollars = formatDollars(day.dollars);
  const aDay = isNegligible(day.dollars) ? t('{0} a day', dollars) : t('~{0} a day', dollars);
  return `${units} · ${aDay}`;
}
