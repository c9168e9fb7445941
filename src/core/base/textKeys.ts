/** UTF-16 units of ASCII in a key. */
const asciiUnits = 6;
const asciiBase = 256;
/** The same of any units. */
const anyUnits = 3;
const anyBase = 2 ** 16 + 1;

/** How a few characters of texts are read as a number. Ascending numbers are ascending texts, ignoring case. */
export interface TextKeys {
  /** How many units a key has. */
  readonly units: number;
  /** Of the units from `depth` on; NaN if they are none that such keys can have. */
  readonly keyOf: (text: string, depth: number) => number;
  /** Whether the text ends within the units of a key. */
  readonly isEnd: (key: number) => boolean;
}

/** Of texts that are ASCII so far. */
export const asciiKeys: TextKeys = {
  units: asciiUnits,
  keyOf: (text, depth) => {
    let key = 0;
    for (let at = depth; at < depth + asciiUnits; at++) {
      const unit = at < text.length ? text.charCodeAt(at) : -1;
      if (unit >= 128) {
        return NaN;
      }
      key = key * asciiBase + (unit >= 65 && unit <= 90 ? unit + 33 : unit + 1);
    }
    return key;
  },
  isEnd: key => key % asciiBase === 0,
};

/** Of all texts. */
export const anyKeys: TextKeys = {
  units: anyUnits,
  keyOf: (text, depth) => {
    const lower = text.toLowerCase();
    let key = 0;
    for (let at = depth; at < depth + anyUnits; at++) {
      key = key * anyBase + (at < lower.length ? lower.charCodeAt(at) + 1 : 0);
    }
    return key;
  },
  isEnd: key => key % anyBase === 0,
};

/** A number that is not greater for a text that comes before; characters after the first that is not ASCII do not count. */
export function roughKey(text: string): number {
  const key = asciiKeys.keyOf(text, 0);
  if (!Number.isNaN(key)) {
    return key;
  }
  const lower = text.toLowerCase();
  let rough = 0;
  let isAscii = true;
  for (let at = 0; at < asciiUnits; at++) {
    const unit: number = isAscii && at < lower.length ? lower.charCodeAt(at) : -1;
    isAscii &&= unit < 128;
    rough = rough * asciiBase + Math.min(unit + 1, asciiBase - 1);
  }
  return rough;
}
