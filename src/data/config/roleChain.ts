import type { AwsProfile } from './profile';

/** The profile that provides the credentials, and the roles assumed from there. */
export interface RoleChain {
  /**
   * A role if it names no source profile or the chain is circular; undefined if the source does not exist.
   */
  readonly root: AwsProfile | undefined;
  readonly roles: readonly AwsProfile[];
}

/** Follows `source_profile` from a role to the profile that provides the credentials. */
export function roleChain(
  profiles: readonly AwsProfile[],
  first: AwsProfile | undefined,
): RoleChain {
  const roles = new Set<AwsProfile>();
  let root = first;
  while (root?.kind === 'role' && !roles.has(root)) {
    roles.add(root);
    const { source } = root;
    if (source === undefined) {
      break;
    }
    root = profiles.find(({ name }) => name === source);
  }
  return { root, roles: [...roles] };
}
