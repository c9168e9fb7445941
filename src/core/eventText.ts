import { isCutEvent } from './cutMark';
import { renderEvent } from './redact';

/** The document of a job's item: its event, or what can be shown in its place and why. */
export function renderItemEvent(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
): string {
  if (!item) {
    return `// Job ${jobId} is no longer in the table.\n`;
  }
  const { fullEvent } = item;
  if (fullEvent === undefined || fullEvent === null || fullEvent === '') {
    return `// This item holds no fullEvent; these are its attributes.\n${attributesText(item)}\n`;
  }
  if (typeof fullEvent !== 'string') {
    return `// The stored fullEvent is not a text; this is its value.\n${attributesText(fullEvent)}\n`;
  }
  const { text, problem } = renderEvent(fullEvent);
  const note = isCutEvent(fullEvent)
    ? '// This event was too large for the table; what was left out is marked with … (cut).\n'
    : '';
  return problem === undefined
    ? `${note}${text}\n`
    : `// The stored fullEvent is not valid JSON: ${problem}\n${text}\n`;
}

/** DynamoDB values as JSON; sets and binaries have no JSON form of their own. */
function attributesText(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Set) {
      return [...(part as Set<unknown>)];
    }
    return part instanceof Uint8Array ? `(binary, ${part.byteLength} bytes)` : part;
  });
  return renderEvent(json).text;
}
