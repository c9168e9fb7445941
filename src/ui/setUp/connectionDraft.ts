import {
  noProfiles,
  type AwsProfile,
  type AwsProfiles,
  type ProfileKind,
} from '../../data/config/profile';
import type { Connection } from '../../data/config/connection';
import { connectionParts } from '../../core/settings/namedConnections';

export type Source = 'batch' | 'table';

/** The selections so far; none is applied before the last step. */
export interface Draft {
  /** The connection before the set-up. */
  readonly before: Connection;
  /** Whether the user configured that connection. */
  readonly isConfigured: boolean;
  readonly source?: Source | undefined;
  /** Empty: the default credentials. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly tableName?: string | undefined;
}

/** The answer of a table step on its own that selects AWS Batch itself; no table has this name. */
export const withoutTable = 'batch:';

/** The source to preselect: without a table, jobs are on screen soonest. */
export const preferredSource = ({ before, isConfigured, source }: Draft): Source =>
  source ?? (isConfigured ? (before.source ?? 'table') : 'batch');

/** The connection that the draft would produce. */
export function connectionOf({ before, source, profile, region, tableName }: Draft): Connection {
  const name = profile ?? before.profile ?? '';
  return {
    ...(source === 'batch' ? { source } : {}),
    tableName: tableName ?? preferredTable({ before, isConfigured: true }),
    region: region ?? before.region,
    profile: name === '' ? undefined : name,
    endpoint: (before.table ?? before).endpoint,
  };
}

/** The profile to preselect: the current one, what the default chain would use, or any usable one. */
export function preferredProfile(draft: Draft, known: AwsProfiles = noProfiles): string {
  const current = draft.profile ?? (draft.isConfigured ? (draft.before.profile ?? '') : undefined);
  if (current !== undefined && (current === '' || findProfile(known, current))) {
    return current;
  }
  const defaultOne = findProfile(known, known.defaultProfile);
  if (known.inEnvironment || (defaultOne && defaultOne.kind !== 'none')) {
    return '';
  }
  const [preferred] = kindsByPreference
    .map(kind => known.profiles.find(profile => profile.kind === kind))
    .filter(profile => profile !== undefined);
  return preferred?.name ?? '';
}

/** Profiles without dependencies come first. */
const kindsByPreference = [
  'keys',
  'sso',
  'login',
  'role',
  'webIdentity',
  'process',
] as const satisfies readonly ProfileKind[];

/** The region to preselect: selected before, current, the profile's, or the first in the AWS config files. */
export function preferredRegion(draft: Draft, known: AwsProfiles = noProfiles): string {
  const { before, isConfigured } = draft;
  const profile = draft.profile ?? before.profile ?? '';
  const isSameProfile = isConfigured && profile === (before.profile ?? '');
  return (
    draft.region ??
    (isSameProfile ? before.region : undefined) ??
    findProfile(known, profile === '' ? known.defaultProfile : profile)?.region ??
    known.regions[0] ??
    before.region
  );
}

/** The table to preselect. */
export function preferredTable({ before, isConfigured, tableName }: Draft): string {
  const known = isConfigured ? (before.table ?? before).tableName : undefined;
  return tableName ?? known ?? connectionParts.tableName.defaultValue;
}

/** Changing a part discards the parts after it. */
export const withProfile = (draft: Draft, profile: string): Draft =>
  draft.profile === profile
    ? draft
    : {
        before: draft.before,
        isConfigured: draft.isConfigured,
        ...(draft.source === undefined ? {} : { source: draft.source }),
        profile,
      };

export const withRegion = (draft: Draft, region: string): Draft =>
  draft.region === region ? draft : { ...draft, region, tableName: undefined };

const findProfile = (known: AwsProfiles, name: string): AwsProfile | undefined =>
  known.profiles.find(profile => profile.name === name);
