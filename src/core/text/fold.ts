/** What differs between like texts, and what stands for it; applied in this order. */
export type Foldings = readonly (readonly [pattern: RegExp, sign: string])[];

/** A text without what differs. The patterns need the flag `g`. */
export const fold = (text: string, foldings: Foldings): string =>
  foldings.reduce((rest, [pattern, sign]) => rest.replace(pattern, sign), text);
