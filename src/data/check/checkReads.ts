import { t } from '@vscode/l10n';
import { readUnitsText } from '../../core/polling/cost';
import { formatCount } from '../../core/text/formatCount';
import { plural } from '../../core/text/localization';
import type { ItemPage, RawItem } from '../table/jobTable';
import type { CheckedReads, Finding } from './finding';

/** Enough items for meaningful statistics. */
const sampleSize = 100;

/** The extension's reads: of the table, of its index, and of one job's full event. */
export async function checkReads(
  reads: CheckedReads,
  signal: AbortSignal,
): Promise<{ readonly items: readonly RawItem[]; readonly finding: Finding }> {
  const { items, readUnits } = await reads.samplePage(signal, sampleSize);
  const finding = [readText(items.length, readUnits)];
  const jobId = items.map(item => item['jobId']).find(id => typeof id === 'string');
  if (typeof jobId === 'string') {
    await reads.getItem(jobId, signal);
    finding.push(t('Full events can be read.'));
  }
  if ((await reads.shape(signal)).index !== 'none') {
    // IAM treats the index as a resource of its own: permission for the table is not enough.
    await readFirst(reads.changedPages(signal, Date.now()));
    finding.push(t('Index "changes" can be read.'));
  }
  return { items, finding };
}

async function readFirst(pages: AsyncIterable<ItemPage>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}

function readText(count: number, readUnits: number): string {
  const [items, units] = [formatCount(count), readUnitsText(readUnits)] as const;
  return plural(
    count,
    t('Read {0} item using {1}.', items, units),
    t('Read {0} items using {1}.', items, units),
  );
}
