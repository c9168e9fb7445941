/** Where the credentials of a profile come from. */
export type ProfileKind =
  | 'keys'
  | 'sso'
  | 'login'
  | 'role'
  | 'process'
  | 'webIdentity'
  /** It names no credentials. */
  | 'none';

/** A profile of the AWS config files, without anything secret. */
export interface AwsProfile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region: string | undefined;
  /** What else tells profiles apart, for people: the account, the role, the source. */
  readonly detail: string;
  /** The profile that a role is taken on through. */
  readonly source: string | undefined;
  /** The device whose code the role asks for. */
  readonly mfaSerial: string | undefined;
}

export interface AwsProfiles {
  readonly profiles: readonly AwsProfile[];
  /** All regions that profiles and the environment name, each once. */
  readonly regions: readonly string[];
  /** Files that cannot be read, as sentences. */
  readonly problems: readonly string[];
  /** Whether the environment holds access keys, which the default chain takes first. */
  readonly inEnvironment: boolean;
  /** The profile that the default chain takes. */
  readonly defaultProfile: string;
}

export const noProfiles: AwsProfiles = {
  profiles: [],
  regions: [],
  problems: [],
  inEnvironment: false,
  defaultProfile: 'default',
};
