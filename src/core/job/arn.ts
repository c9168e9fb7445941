const revisioned = /^(.+):(\d+)$/s;

/** The name in a job queue's ARN; anything that is no ARN is given back as it is. */
export function queueName(jobQueue: string): string {
  return resourceName(jobQueue) ?? jobQueue;
}

/**
 * The name in a job definition's ARN, without its revision; anything that is no ARN is given back
 * as it is.
 */
export function definitionName(jobDefinition: string): string {
  const name = resourceName(jobDefinition);
  return name === undefined ? jobDefinition : withoutRevision(name);
}

/** The revision in a job definition's ARN, where it has one. */
export function definitionRevision(jobDefinition: string): number | undefined {
  const revision = revisioned.exec(resourceName(jobDefinition) ?? '')?.[2];
  return revision === undefined ? undefined : Number(revision);
}

/** `name:revision`, or the name alone where there is no revision. */
export function definitionWithRevision(jobDefinition: string): string {
  const revision = definitionRevision(jobDefinition);
  const name = definitionName(jobDefinition);
  return revision === undefined ? name : `${name}:${revision}`;
}

/** The name in `name:revision`; anything else is given back as it is. */
export const withoutRevision = (name: string): string => revisioned.exec(name)?.[1] ?? name;

/** The same job definition with another revision. */
export const definitionOfRevision = (jobDefinition: string, revision: number): string =>
  jobDefinition.replace(/(?::\d+)?$/, `:${revision}`);

/** Region and account of an ARN; absent parts are empty. */
export function locationOfArn(arn: string): { readonly region: string; readonly account: string } {
  const [prefix, , , region = '', account = ''] = arn.split(':');
  return prefix === 'arn' ? { region, account } : { region: '', account: '' };
}

/** What stands after the last `/` of an ARN, in any partition. */
function resourceName(text: string): string | undefined {
  return /^arn:.*\/([^/]+)$/s.exec(text)?.[1];
}
