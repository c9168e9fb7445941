import { t } from '@vscode/l10n';
import { facetKeys } from '../../src/core/filter/facets';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { Message } from '../../src/protocol/messages';
import { maxCounts, type ToHost } from '../../src/protocol/toHost';
import type { ToPage } from '../../src/protocol/toPage';
import { emptyName, filterTitle, searchChipsOf } from './filterChoice';

/** A part of a filter, and the filter without it. */
export interface FilterPart {
  readonly name: string;
  readonly rest: JobFilter;
}

/** A part without which some jobs match. */
export interface Obstacle extends FilterPart {
  /** The number of jobs that match the rest of the filter. */
  readonly matching: number;
}

/** Each term of the search, each list with a selection, and the time. */
export function partsOf(filter: JobFilter): readonly FilterPart[] {
  const { text, time } = filter;
  const parts = [
    ...searchChipsOf(text).map(({ term, rest }) => ({
      name: term,
      rest: { ...filter, text: rest },
    })),
    ...facetKeys
      .filter(key => filter[key].length > 0)
      .map(key => ({
        name: t(
          '{0}: {1}',
          filterTitle(key),
          filter[key].map(value => value || emptyName(key)).join(', '),
        ),
        rest: { ...filter, [key]: [] },
      })),
    ...(time ? [{ name: t('Time'), rest: { ...filter, time: undefined } }] : []),
  ];
  return parts.slice(0, maxCounts);
}

/** Finds out which parts of a filter prevent any match, once a result is empty. */
export class EmptyFlow {
  private requested:
    | { readonly id: number; readonly filter: JobFilter; readonly parts: readonly FilterPart[] }
    | undefined;
  private found: readonly Obstacle[] = [];

  constructor(
    private readonly options: {
      readonly post: (message: ToHost) => void;
      readonly onChange: () => void;
    },
  ) {}

  get obstacles(): readonly Obstacle[] {
    return this.found;
  }

  /** Call when a result is on screen. Counts once per filter: each refresh would pay for several queries. */
  follow(id: number, matching: number, filter: JobFilter): void {
    if (matching > 0) {
      this.requested = undefined;
      this.found = [];
    } else if (this.requested?.filter !== filter) {
      const parts = partsOf(filter);
      this.requested = { id, filter, parts };
      this.found = [];
      this.options.post({ type: 'counts', id, filters: parts.map(({ rest }) => rest) });
    }
  }

  receive({ id, counts }: Message<ToPage, 'counts'>): void {
    if (this.requested?.id === id) {
      this.found = this.requested.parts
        .map((part, index) => ({ ...part, matching: counts[index] ?? 0 }))
        .filter(({ matching }) => matching > 0);
      this.options.onChange();
    }
  }
}
