/** Far more than AWS nests; what is deeper would overflow the stack of whatever walks through it. */
const deepest = 100;

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** The value of a JSON text from anywhere; the reason never quotes it. */
export function parseJson(text: string): ParsedJson {
  if (nestingOf(text) > deepest) {
    return { ok: false, reason: `is nested deeper than ${deepest}` };
  }
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, reason: 'is not JSON' };
  }
}

/** Of what is no JSON it may be anything, which does not matter. */
function nestingOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      at = endOfString(text, at);
    } else if (char === '[' || char === '{') {
      most = Math.max(most, ++depth);
    } else if (char === ']' || char === '}') {
      depth--;
    }
  }
  return most;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    at += text.charAt(at) === '\\' ? 2 : 1;
  }
  return at;
}
