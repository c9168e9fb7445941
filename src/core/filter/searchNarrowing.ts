import { qualifiers } from './searchQualifiers';
import { parseSearch, type Term } from './searchSyntax';

/**
 * Whether every job that a search finds is found by the other too, as when a letter was typed after it.
 * `false` may also mean that it is not known.
 */
export function narrows(text: string, other: string): boolean {
  const { terms } = parseSearch(text);
  return parseSearch(other).terms.every(wider => terms.some(term => implies(term, wider)));
}

function implies(term: Term, wider: Term): boolean {
  if (JSON.stringify(term) === JSON.stringify(wider)) {
    return true;
  }
  const parts = partsOf(wider);
  const values = partsOf(term);
  return (
    term.name === wider.name &&
    values !== undefined &&
    parts !== undefined &&
    values.every(value => parts.some(part => value.includes(part)))
  );
}

/** The texts of which one must be part of a job's; what is negated must not, and is the other way round. */
function partsOf(term: Term): readonly string[] | undefined {
  return !term.negated && (term.name === 'word' || qualifiers[term.name].kind === 'part')
    ? (term.values as readonly string[])
    : undefined;
}
