/** `arn:aws:batch:REGION:ACCOUNT:job-queue/NAME`, in any partition. */
const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^/]+\/(.+)$/;

const revisioned = /^(.+):(\d+)$/;

/** The name in a job queue's ARN; anything that is no ARN is given back as it is. */
export function queueName(jobQueue: string): string {
  return resourceOf(jobQueue);
}

/** The name in a job definition's ARN, without its revision. */
export function definitionName(jobDefinition: string): string {
  const resource = resourceOf(jobDefinition);
  return revisioned.exec(resource)?.[1] ?? resource;
}

/** The revision of a job definition, where one is named. */
export function definitionRevision(jobDefinition: string): number | undefined {
  const revision = revisioned.exec(resourceOf(jobDefinition))?.[2];
  return revision === undefined ? undefined : Number(revision);
}

function resourceOf(text: string): string {
  const resource = arn.exec(text)?.[1];
  return resource?.slice(resource.lastIndexOf('/') + 1) ?? text;
}
