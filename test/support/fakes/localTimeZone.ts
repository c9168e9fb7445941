import { useTexts } from '../../../src/core/text/localization';
import { useTimeZone } from '../../../src/core/text/shownTimeZone';
import { formatClock, formatMinute, formatMoment } from '../../../src/core/text/time';
import { frenchTexts } from '../sources/texts';

/** Runs with the clock of this computer in another time zone, and times shown in local time. */
export function inLocalTimeZone(name: string, run: () => void): void {
  const zone = process.env['TZ'];
  process.env['TZ'] = name;
  dropFormats();
  try {
    run();
  } finally {
    if (zone === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = zone;
    }
    useTimeZone('local');
    dropFormats();
  }
}

/** Formats are cached for the language in use, with the time zone of the moment. */
function dropFormats(): void {
  useTexts(frenchTexts());
  [formatMoment, formatMinute, formatClock].forEach(format => format(0, 'local'));
  useTexts();
}
