import type { UserError } from '../../core/diagnostics/errors';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import { searchRefusal } from '../../core/filter/searchLimits';

/** The page's query as the user typed it: terms of the search that cannot be parsed are ignored until corrected. */
export class TypedQuery {
  /** The text in the search box, if it has an error. */
  invalidSearch: string | undefined;

  constructor(
    /** The query without what cannot be parsed. */
    private readonly parsed: () => JobQuerySpec | undefined,
  ) {}

  get spec(): JobQuerySpec | undefined {
    const spec = this.parsed();
    const { invalidSearch } = this;
    return spec === undefined || invalidSearch === undefined
      ? spec
      : { ...spec, filter: { ...spec.filter, text: invalidSearch } };
  }

  /** Why nothing is done with all matching jobs: the search has an error, and so matches more than the user meant. */
  get refusal(): UserError | undefined {
    const { spec } = this;
    return spec && searchRefusal(spec.filter.text);
  }
}
