export const redacted = '(redacted)';

/** Batch calls the list `environment`, Kubernetes pods call it `env`. */
const environmentKeys: ReadonlySet<string> = new Set(['environment', 'env']);

export interface EventDocument {
  readonly text: string;
  /** Why the stored text is shown raw; absent when it is valid JSON. */
  readonly problem?: string;
}

/**
 * The stored event, pretty-printed, with the values of environment variables redacted. Text that is
 * not JSON is shown as it is, still redacted as far as text allows, with the reason beside it.
 */
export function renderEvent(fullEvent: string): EventDocument {
  try {
    return { text: JSON.stringify(JSON.parse(fullEvent, redactEnvironment), undefined, 2) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'not JSON';
    return { text: redactRaw(fullEvent), problem };
  }
}

/** A `JSON.parse` reviver. */
function redactEnvironment(key: string, value: unknown): unknown {
  return environmentKeys.has(key) && Array.isArray(value) ? value.map(redactVariable) : value;
}

function redactVariable(variable: unknown): unknown {
  return typeof variable === 'object' && variable !== null && 'value' in variable
    ? { ...variable, value: redacted }
    : variable;
}

/** Damaged JSON has no structure to trust, so every `"value"` text in it is covered. */
function redactRaw(text: string): string {
  return text.replace(/("value"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g, `$1"${redacted}"`);
}
