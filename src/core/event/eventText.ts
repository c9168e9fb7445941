import { t } from '@vscode/l10n';
import { isCutEvent } from './truncationMarker';
import { singleLine } from '../text/singleLine';
import { sampleDataTexts } from '../text/sampleDataTexts';
import { renderEvent, type Values } from './redactEnvironment';

/**
 * A document's text, and the language it is in: JSON, JSON below a comment, or neither, so that VS Code
 * does not underline every word of what is no JSON.
 */
export interface EventText {
  readonly text: string;
  readonly language: 'json' | 'jsonc' | 'plaintext';
}

/** The document of a job's item: its event, or what can be shown in its place and why. */
export function renderItemEvent(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
  values: Values = 'covered',
): EventText {
  if (!item) {
    return plainNote(t('Job {0} is no longer in the table.', singleLine(jobId)));
  }
  const { fullEvent } = item;
  if (fullEvent === undefined || fullEvent === null || fullEvent === '') {
    const note = t('This item has no fullEvent. Its attributes:');
    return noted(note, attributesText(item, values));
  }
  if (typeof fullEvent !== 'string') {
    const note = t('The stored fullEvent is not a string. Its value:');
    return noted(note, attributesText(fullEvent, values));
  }
  const { text, problem } = renderEvent(fullEvent, values);
  if (problem !== undefined) {
    const note = t('The stored fullEvent is not valid JSON: {0}', problem);
    return { text: `${note}\n\n${text}\n`, language: 'plaintext' };
  }
  const cut = t('This event was too large for the table. Missing parts are marked with … (cut).');
  if (isDescription(fullEvent)) {
    return noted(
      t('AWS Batch described the job like this (DescribeJobs). It is not an event.'),
      text,
    );
  }
  return isCutEvent(fullEvent) ? noted(cut, text) : { text: `${text}\n`, language: 'json' };
}

/** Whether AWS Batch was asked, instead of an event that it sent. */
const isDescription = (event: string): boolean => event.startsWith('{"detail-type":"DescribeJobs"');

/** The document of a made-up job says so first. */
export function markedAsSample({ text, language }: EventText): EventText {
  return language === 'plaintext'
    ? { text: `${sampleDataTexts.note}\n\n${text}`, language }
    : { text: `// ${sampleDataTexts.note}\n${text}`, language: 'jsonc' };
}

/** What stands where the event is of another connection than the active one. */
export function renderOther(isSampleEvent: boolean, isSampleActive: boolean): EventText {
  if (isSampleEvent) {
    return plainNote(t('The sample data has ended. This event belonged to a sample job.'));
  }
  return plainNote(
    isSampleActive
      ? t('Sample data is shown. To see this event, end the sample data.')
      : t(
          'This event belongs to a table that is not active. To see it, run "Batch Monitor: Switch Connection…".',
        ),
  );
}

/** What stands where an event cannot be read, and how to try again. */
export function renderFailure(jobId: string, message: string, remedy: string): EventText {
  const sentences = [
    t('Could not read the full event of job {0}.', singleLine(jobId)),
    message,
    remedy,
    t('To try again, run "Batch Monitor: Reload Full Event" or refresh the jobs.'),
  ];
  return plainNote(sentences.filter(sentence => sentence !== '').join('\n'));
}

const plainNote = (text: string): EventText => ({ text: `${text}\n`, language: 'plaintext' });

/** A comment on top, which JSON itself does not have. */
const noted = (note: string, json: string): EventText => ({
  text: `// ${note}\n${json}\n`,
  language: 'jsonc',
});

/** DynamoDB values as JSON; sets, binaries and large numbers have no JSON form of their own. */
function attributesText(value: unknown, values: Values): string {
  const json = JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Set) {
      return [...(part as Set<unknown>)];
    }
    if (typeof part === 'bigint') {
      return String(part);
    }
    return part instanceof Uint8Array ? `(binary, ${part.byteLength} bytes)` : part;
  });
  return renderEvent(json, values).text;
}
