import assert from 'node:assert/strict';
import { t } from '@vscode/l10n';
import { formatDollars } from '../../../../src/core/polling/cost';
import { formatCount, jobCount } from '../../../../src/core/text/formatCount';
import { language, plural, textsInUse, useTexts } from '../../../../src/core/text/localization';
import { formatDuration, formatMoment } from '../../../../src/core/text/time';
import { formatRate } from '../../../../webview/format';
import { frenchTexts } from '../../../support/sources/texts';

/** Intl parts thousands with a narrow space in French, and puts spaces that do not break before signs. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('texts', () => {
  afterEach(() => useTexts());

  it('are English by default', () => {
    assert.equal(language(), 'en');
    assert.equal(t('Refresh'), 'Refresh');
    assert.equal(jobCount(1), '1 job');
    assert.equal(jobCount(0), '0 jobs');
    assert.equal(jobCount(12_431), '12,431 jobs');
    assert.equal(plural(2, 'one', 'many'), 'many');
  });

  it('set the language of numbers, dates and plurals, whatever the system language', () => {
    useTexts(frenchTexts());

    assert.equal(language(), 'fr');
    assert.equal(plainSpaces(formatCount(12_431)), '12 431');
    assert.equal(jobCount(0), '0 tâche');
    assert.equal(plainSpaces(jobCount(12_431)), '12 431 tâches');
    assert.equal(plainSpaces(formatRate(0.5)), '50,0 %');
    assert.equal(plainSpaces(formatDollars(12.5)), '12,50 $');
    assert.equal(formatDuration(90_000_000), '1 j 1 h');
    assert.match(formatMoment(Date.UTC(2026, 10, 25, 12)), /25 nov\. 2026/);
  });

  it('can be passed to a bundle that is loaded later', () => {
    const texts = frenchTexts();
    useTexts(texts);

    assert.equal(textsInUse(), texts);
  });

  it('are reset without a translation', () => {
    useTexts(frenchTexts());
    useTexts();

    assert.equal(formatCount(12_431), '12,431');
    assert.equal(t('Refresh'), 'Refresh');
  });
});
