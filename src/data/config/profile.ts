/** Where the credentials of a profile come from. */
export type ProfileKind =
  | 'keys'
  | 'sso'
  | 'login'
  | 'role'
  | 'process'
  | 'webIdentity'
  /** It configures no credentials. */
  | 'none';

/** A profile of the AWS config files, without anything secret. */
export interface AwsProfile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region: string | undefined;
  /** What else identifies it to users: the account, the role, the source. */
  readonly detail: string;
  /** The profile whose credentials are used to assume the role. */
  readonly source: string | undefined;
  /** The MFA device whose code the role requires. */
  readonly mfaSerial: string | undefined;
}

export interface AwsProfiles {
  readonly profiles: readonly AwsProfile[];
  /** All distinct regions that profiles and the environment configure. */
  readonly regions: readonly string[];
  /** Messages about unreadable files, as sentences. */
  readonly problems: readonly string[];
  /** Whether the environment holds access keys, which the default chain uses first. */
  readonly inEnvironment: boolean;
  /** The profile that the default chain uses. */
  readonly defaultProfile: string;
}

export const noProfiles: AwsProfiles = {
  profiles: [],
  regions: [],
  problems: [],
  inEnvironment: false,
  defaultProfile: 'default',
};
