export const causeCategories = [
  'application',
  'memory',
  'timeout',
  'spot',
  'image',
  'startup',
  'permissions',
  'capacity',
  'configuration',
  'dependency',
  'cancelled',
  'unknown',
] as const;

export type CauseCategory = (typeof causeCategories)[number];

/** Why a job failed, or why it waits. */
export interface Cause {
  /** The same in every language, so that searches and links work everywhere. */
  readonly id: string;
  readonly category: CauseCategory;
  /** Whether the text of AWS leaves no doubt. */
  readonly sure: boolean;
  readonly title: string;
  readonly explanation: string;
  readonly remedy: string;
  /** The AWS page that this stands on. */
  readonly source: string;
}

/** What a job tells about its failure; texts that AWS left out may be null. */
export interface CauseFields {
  readonly status?: string | null | undefined;
  readonly statusReason?: string | null | undefined;
  /** The container's own. */
  readonly reason?: string | null | undefined;
  readonly exitCode?: number | null | undefined;
  readonly facts?: { readonly blocked?: { readonly reason: string } } | null | undefined;
}
