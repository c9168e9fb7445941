import { startOfText } from '../src/core/text/clip';
import { perLanguage } from '../src/core/text/localization';

export { clip } from '../src/core/text/clip';

/** Placeholder for a missing value. */
export const missing = '–';

const percent = perLanguage(
  language =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);

/** Never rounds to 100 % if a job failed, nor to 0 % if one succeeded. */
export function formatRate(rate: number | undefined): string {
  if (rate === undefined) {
    return missing;
  }
  const shown = rate > 0 && rate < 1 ? Math.min(0.999, Math.max(0.001, rate)) : rate;
  return percent().format(shown);
}

/**
 * Keeps both ends of an identifier, which distinguish it: the start names it, the end may be an array index.
 * Never splits a surrogate pair.
 */
export function shortenMiddle(text: string, head = 8, tail = 6): string {
  if (text.length <= head + tail + 1) {
    return text;
  }
  const first = startOfText(text, head);
  const last = text.slice(-tail).replace(/^[\uDC00-\uDFFF]/, '');
  return `${first}…${last}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The same time by the other clock, for tooltips. */
export const otherTime = (ms: number, zone: 'local' | 'utc' = 'local'): string =>
  formatTime(ms, zone === 'utc' ? 'local' : 'utc');

/** `YYYY-MM-DD HH:mm:ss`, which sorts chronologically, in any display language. */
export function formatTime(ms: number, zone: 'local' | 'utc' = 'local'): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) {
    return missing;
  }
  if (zone === 'utc') {
    return `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  }
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(two).join('-');
  const hour = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day} ${hour}`;
}
