import { clipText } from '../../core/text/clipText';
import { searchTerm } from '../../core/filter/formatFilter';
import type { QualifierName } from '../../core/filter/searchQualifiers';
import { isoTime } from '../../core/text/time';
import type { Fact } from '../../protocol/details';

type Value = string | number | undefined;

/** Names are shown in a narrow column. */
const maxLabelLength = 200;

/** Longer values make no search that anyone can read. */
const maxTermLength = 200;

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

/** A time; an absent one is left out. */
export function optionalTime(label: string, ms: number | undefined): Fact[] {
  return optional(label, isoTime(ms)).map(known => ({ ...known, time: ms }));
}

/** With a link to the jobs of the same value, unless it is absent. */
export function searchable(known: Fact, name: QualifierName, value: string | undefined): Fact {
  return value === undefined || value === '' || value.length > maxTermLength
    ? known
    : { ...known, term: searchTerm(name, value) };
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
