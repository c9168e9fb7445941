/** The parts of an access denied message. */
export interface Denial {
  /** ARN of the caller. */
  readonly identity: string | undefined;
  /** Such as `dynamodb:Scan`. */
  readonly action: string | undefined;
  /** ARN of the resource. */
  readonly resource: string | undefined;
  /** The kind of policy that denies the call; undefined if simply no policy allows it. */
  readonly by: DenyingPolicy | undefined;
}

export type DenyingPolicy =
  'explicitDeny' | 'scp' | 'boundary' | 'session' | 'resource' | 'endpoint';

/**
 * Parses the message of an AccessDeniedException: "User: ARN is not authorized to perform: ACTION on
 * resource: ARN because REASON", or "with an explicit deny in a …". Source: IAM User Guide, "Troubleshoot
 * access denied error messages".
 */
export function denialOf(message: string): Denial {
  return {
    identity: /User: (arn:[^\s,]+)/.exec(message)?.[1],
    action: /perform: ([\w-]+:\w+)/.exec(message)?.[1],
    resource: /on resource: (arn:[^\s,]+)/.exec(message)?.[1],
    by: denyingPolicyOf(message),
  };
}

function denyingPolicyOf(message: string): DenyingPolicy | undefined {
  const reason = / (?:because|with) (.*)/s.exec(message)?.[1] ?? '';
  if (/service control polic/i.test(reason)) {
    return 'scp';
  }
  if (/permissions? boundar/i.test(reason)) {
    return 'boundary';
  }
  if (/session polic/i.test(reason)) {
    return 'session';
  }
  if (/VPC endpoint polic/i.test(reason)) {
    return 'endpoint';
  }
  if (/explicit deny/i.test(reason)) {
    return 'explicitDeny';
  }
  return /resource-based polic/i.test(reason) ? 'resource' : undefined;
}
