import { t } from '@vscode/l10n';
import type { FacetKey } from './facets';

/** The type of a qualifier's values, which decides how they are parsed and compared. */
export type QualifierKind = 'exact' | 'part' | 'number' | 'amount' | 'size' | 'span' | 'flag';

interface Qualifier {
  readonly kind: QualifierKind;
  /** Shown to users: what it matches, and an example. */
  readonly help: string;
  readonly example: string;
}

/** Flags of `is:` with their descriptions. */
export const flags = {
  get active() {
    return t('not finished yet');
  },
  get finished() {
    return t('succeeded or failed');
  },
  get waiting() {
    return t('submitted, pending, or runnable');
  },
  get stuck() {
    return t('waiting or starting for longer than the setting stuckAfter allows');
  },
  get slow() {
    return t('running longer than 95 % of the last successes of the job definition');
  },
  get neartimeout() {
    return t('running for more than 80 % of the timeout');
  },
  get nomedia() {
    return t('without a media ID');
  },
  get broken() {
    return t('marked as broken');
  },
  get acknowledged() {
    return t('failed and acknowledged');
  },
  get unresolved() {
    return t('failed, and no later job has succeeded');
  },
} as const;

export type Flag = keyof typeof flags;

/** Flags that jobs get as time passes, though nothing else changes. */
export const timedFlags: readonly Flag[] = ['stuck', 'slow', 'neartimeout'];

/** The qualifiers of a search, in the order they are suggested. */
export const qualifiers = {
  status: {
    kind: 'exact',
    get help() {
      return t('status of the job');
    },
    example: 'status:failed,running',
  },
  type: {
    kind: 'part',
    get help() {
      return t('part of the task type');
    },
    example: 'type:ingest',
  },
  queue: {
    kind: 'part',
    get help() {
      return t('part of the job queue name');
    },
    example: 'queue:high',
  },
  definition: {
    kind: 'part',
    get help() {
      return t('part of the job definition name, also with its revision');
    },
    example: 'definition:zip:42',
  },
  name: {
    kind: 'part',
    get help() {
      return t('part of the job name');
    },
    example: 'name:nightly',
  },
  id: {
    kind: 'part',
    get help() {
      return t('all or part of the job ID');
    },
    example: 'id:4c6e',
  },
  jobid: {
    kind: 'exact',
    get help() {
      return t('the full job ID');
    },
    example: 'jobid:4c7599ae-0a82-49aa-ba5a-4727fcce14a8',
  },
  media: {
    kind: 'part',
    get help() {
      return t('part of the media ID');
    },
    example: 'media:65f1',
  },
  mediaid: {
    kind: 'exact',
    get help() {
      return t('the full media ID');
    },
    example: 'mediaid:65f1c0ffee65f1c0ffee65f1',
  },
  task: {
    kind: 'part',
    get help() {
      return t('part of the task ID');
    },
    example: 'task:65f1',
  },
  workspace: {
    kind: 'part',
    get help() {
      return t('part of the workspace');
    },
    example: 'workspace:demo',
  },
  region: {
    kind: 'part',
    get help() {
      return t('part of the region');
    },
    example: 'region:eu-west',
  },
  cause: {
    kind: 'part',
    get help() {
      return t('cause of a failure or a wait, or part of it');
    },
    example: 'cause:memory',
  },
  group: {
    kind: 'exact',
    get help() {
      return t('group of like failures');
    },
    example: 'group:3f2a9c1b',
  },
  reason: {
    kind: 'part',
    get help() {
      return t('part of a status or exit reason');
    },
    // As AWS says it: "OutOfMemoryError: Container killed due to memory usage".
    example: 'reason:OutOfMemory',
  },
  exit: {
    kind: 'number',
    get help() {
      return t('exit code of the last attempt');
    },
    example: 'exit:137',
  },
  attempts: {
    kind: 'number',
    get help() {
      return t('attempts finished so far');
    },
    example: 'attempts:>1',
  },
  vcpus: {
    kind: 'amount',
    get help() {
      return t('vCPUs that the job asks for');
    },
    example: 'vcpus:>=16',
  },
  memory: {
    kind: 'size',
    get help() {
      return t('memory that the job asks for, in MiB or GiB');
    },
    example: 'memory:>=32GiB',
  },
  tag: {
    kind: 'exact',
    get help() {
      return t('a tag of the job: its key, or key and value');
    },
    example: 'tag:team=video',
  },
  age: {
    kind: 'span',
    get help() {
      return t('time since the last change');
    },
    example: 'age:<2h',
  },
  duration: {
    kind: 'span',
    get help() {
      return t('time from start to stop, or until now');
    },
    example: 'duration:>1h',
  },
  is: {
    kind: 'flag',
    get help() {
      return Object.keys(flags).join(', ');
    },
    example: 'is:stuck',
  },
} as const satisfies Record<string, Qualifier>;

export type QualifierName = keyof typeof qualifiers;

/** The names of the qualifiers of a kind. */
export type QualifierOf<K extends QualifierKind> = {
  [N in QualifierName]: (typeof qualifiers)[N]['kind'] extends K ? N : never;
}[QualifierName];

export const qualifierNames = Object.keys(qualifiers) as QualifierName[];

/** The qualifier that corresponds to each multi-select filter. */
export const qualifierOfFacet = {
  statuses: 'status',
  causes: 'cause',
  taskTypes: 'type',
  queues: 'queue',
  definitions: 'definition',
  regions: 'region',
  workspaces: 'workspace',
} as const satisfies Record<FacetKey, QualifierName>;
