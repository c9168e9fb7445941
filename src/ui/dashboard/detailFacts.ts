import { clipText } from '../../core/text/clipText';
import type { Fact } from '../../protocol/details';

type Value = string | number | undefined;

/** Names are shown in a narrow column. */
const maxLabelLength = 200;

/** A fact; an absent one shows as "–". */
export function fact(label: string, value: Value): Fact {
  return {
    label: clipText(label, maxLabelLength),
    value: value === undefined || value === '' ? '–' : clipText(String(value)),
  };
}

/** Identifiers, names and command lines: shown in the editor's font. */
export const inCode = (facts: readonly Fact[]): Fact[] =>
  facts.map(known => ({ ...known, isCode: true }));

/** Facts that many jobs lack are left out rather than shown empty. */
export function optional(label: string, value: Value): Fact[] {
  return value === undefined || value === '' ? [] : [fact(label, value)];
}

/** A fact with a button that copies it, or the whole of which it shows a part. */
export function copyable(label: string, value: Value, name = label, whole: Value = value): Fact {
  const shown = fact(label, value);
  const text = String(whole ?? '');
  if (text === '') {
    return shown;
  }
  const copied = clipText(name, maxLabelLength);
  return {
    ...shown,
    copy: text === shown.value ? { name: copied } : { name: copied, text },
  };
}

export function optionalCopyable(label: string, value: Value, name = label): Fact[] {
  return value === undefined || value === '' ? [] : [copyable(label, value, name)];
}
