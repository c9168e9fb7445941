/** Far deeper than AWS nests; deeper values would overflow the stack of recursive code. */
const maxDepth = 100;

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Parses untrusted JSON; the reason never quotes it. */
export function parseJson(text: string): ParsedJson {
  if (nestingOf(text) > maxDepth) {
    return { ok: false, reason: `is nested deeper than ${maxDepth}` };
  }
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, reason: 'is not JSON' };
  }
}

/** How deep a text nests. The result for invalid JSON does not matter. */
function nestingOf(text: string): number {
  let depth = 0;
  let max = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      at = endOfString(text, at);
    } else if (char === '[' || char === '{') {
      max = Math.max(max, ++depth);
    } else if (char === ']' || char === '}') {
      depth--;
    }
  }
  return max;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    at += text.charAt(at) === '\\' ? 2 : 1;
  }
  return at;
}
