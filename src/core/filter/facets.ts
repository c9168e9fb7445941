/** The multi-select filters, in the order they are shown. */
export const facetKeys = [
  'statuses',
  'causes',
  'taskTypes',
  'queues',
  'definitions',
  'regions',
  'workspaces',
] as const;

export type FacetKey = (typeof facetKeys)[number];

/** A value for each multi-select filter. */
export type PerFacet<T> = Readonly<Record<FacetKey, T>>;

export function perFacet<T>(make: (key: FacetKey) => T): PerFacet<T> {
  return Object.fromEntries(facetKeys.map(key => [key, make(key)])) as PerFacet<T>;
}
