import { isWholeJobId } from '../job/jobId';
import { revisionIn } from './searchSyntax';
import { qualifiers } from './searchQualifiers';
import { hasWords, parseSearch, type Term } from './searchSyntax';

/**
 * Whether every job that matches `text` also matches `other`, as when the user typed another letter. `false`
 * may also mean unknown.
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
    // What is between the words of a reason may be anything.
    parts.every(hasWords) &&
    values.every(value => parts.some(part => impliesPart(value, part, term.name)))
  );
}

/** A whole job id matches no longer one, and a revision no longer number. */
function impliesPart(value: string, part: string, name: Term['name']): boolean {
  const isWhole =
    (name === 'id' && isWholeJobId(part)) ||
    (name === 'definition' && revisionIn(part) !== undefined);
  return value === part || (value.includes(part) && !isWhole);
}

/**
 * The strings of which a job must contain one; undefined for other terms. Negated terms would imply each
 * other in reverse.
 */
function partsOf(term: Term): readonly string[] | undefined {
  return !term.negated && (term.name === 'word' || qualifiers[term.name].kind === 'part')
    ? (term.values as readonly string[])
    : undefined;
}
