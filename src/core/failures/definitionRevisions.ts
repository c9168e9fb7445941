import { definitionName, definitionRevision } from '../job/arn';

/** The revisions of the job definitions that jobs name. New definitions are added on demand. */
export class DefinitionRevisions {
  private readonly byName = new Map<string, Set<number>>();
  private upTo = 0;

  /** `definitions` only grows. */
  constructor(private readonly definitions: readonly string[]) {}

  /** The last known revision before this one. */
  before(name: string, revision: number): number | undefined {
    for (; this.upTo < this.definitions.length; this.upTo++) {
      this.add(this.definitions[this.upTo] ?? '');
    }
    let found: number | undefined;
    for (const other of this.byName.get(name) ?? []) {
      if (other < revision && other > (found ?? -1)) {
        found = other;
      }
    }
    return found;
  }

  private add(definition: string): void {
    const revision = definitionRevision(definition);
    if (revision !== undefined) {
      const name = definitionName(definition);
      this.byName.set(name, (this.byName.get(name) ?? new Set()).add(revision));
    }
  }
}
