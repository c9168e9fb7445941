import type { AwsProfile } from './profile';

/** Where the credentials of a profile begin, and the roles that are taken on from there. */
export interface RoleChain {
  /** A role itself where its source is none of the files' or leads back to it; absent where that is not there. */
  readonly root: AwsProfile | undefined;
  readonly roles: readonly AwsProfile[];
}

/** Follows a role to the profile that it is taken on through in the end. */
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
