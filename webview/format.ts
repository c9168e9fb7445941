import { perLanguage } from '../src/core/text/localization';

/** Stands for a value that is missing. */
export const missing = '–';

const percent = perLanguage(
  language =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);

/** Never 100 % while a job has failed, nor 0 % while one has succeeded: rounding must not hide it. */
export function formatRate(rate: number | undefined): string {
  if (rate === undefined) {
    return missing;
  }
  const shown = rate > 0 && rate < 1 ? Math.min(0.999, Math.max(0.001, rate)) : rate;
  return percent().format(shown);
}

/**
 * Keeps both ends of an identifier, which tell it from its neighbours: the head names it, the tail
 * holds an array index. Never leaves half of a character that takes two units.
 */
export function shortenMiddle(text: string, head = 8, tail = 6): string {
  if (text.length <= head + tail + 1) {
    return text;
  }
  const first = text.slice(0, head).replace(/[\uD800-\uDBFF]$/, '');
  const last = text.slice(-tail).replace(/^[\uDC00-\uDFFF]/, '');
  return `${first}…${last}`;
}

export function clip(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** As `YYYY-MM-DD HH:mm:ss`: sorts as it reads, whatever the reader's language. */
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
