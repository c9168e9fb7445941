import {
  noProfiles,
  type AwsProfile,
  type AwsProfiles,
  type ProfileKind,
} from '../../data/config/profile';
import type { Connection } from '../../data/config/connection';
import { connectionParts } from '../../core/settings/namedConnections';

/** What is chosen on the way; nothing of it is in force before the end. */
export interface Draft {
  /** The connection as it is. */
  readonly before: Connection;
  /** Whether its parts are the user's choice. */
  readonly isConfigured: boolean;
  /** Empty: the default credentials. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly tableName?: string | undefined;
}

/** The connection that the draft stands for so far. */
export function connectionOf({ before, profile, region, tableName }: Draft): Connection {
  const name = profile ?? before.profile ?? '';
  return {
    tableName: tableName ?? before.tableName,
    region: region ?? before.region,
    profile: name === '' ? undefined : name,
    endpoint: before.endpoint,
  };
}

/** The profile that is offered first: the one in force, what the default chain would take, or any that can be used. */
export function preferredProfile(draft: Draft, known: AwsProfiles = noProfiles): string {
  const wanted = draft.profile ?? (draft.isConfigured ? (draft.before.profile ?? '') : undefined);
  if (wanted !== undefined && (wanted === '' || find(known, wanted))) {
    return wanted;
  }
  const defaultOne = find(known, known.defaultProfile);
  if (known.inEnvironment || (defaultOne && defaultOne.kind !== 'none')) {
    return '';
  }
  const [likeliest] = likelyFirst
    .map(kind => known.profiles.find(profile => profile.kind === kind))
    .filter(profile => profile !== undefined);
  return likeliest?.name ?? '';
}

/** What depends on nothing else comes first. */
const likelyFirst = [
  'keys',
  'sso',
  'login',
  'role',
  'webIdentity',
  'process',
] as const satisfies readonly ProfileKind[];

/** The region that is offered first: the one chosen before, the one in force, the profile's, or any that is named. */
export function preferredRegion(draft: Draft, known: AwsProfiles = noProfiles): string {
  const { before, isConfigured } = draft;
  const profile = draft.profile ?? before.profile ?? '';
  const isAsBefore = isConfigured && profile === (before.profile ?? '');
  return (
    draft.region ??
    (isAsBefore ? before.region : undefined) ??
    find(known, profile === '' ? known.defaultProfile : profile)?.region ??
    known.regions[0] ??
    before.region
  );
}

/** The table that is offered first. */
export function preferredTable({ before, isConfigured, tableName }: Draft): string {
  return tableName ?? (isConfigured ? before.tableName : connectionParts.tableName.defaultValue);
}

/** A choice that is another than before makes those after it void. */
export const withProfile = (draft: Draft, profile: string): Draft =>
  draft.profile === profile
    ? draft
    : { before: draft.before, isConfigured: draft.isConfigured, profile };

export const withRegion = (draft: Draft, region: string): Draft =>
  draft.region === region ? draft : { ...draft, region, tableName: undefined };

const find = (known: AwsProfiles, name: string): AwsProfile | undefined =>
  known.profiles.find(profile => profile.name === name);
