/** A search that finds a job by its id. A quote cannot be searched for: the longest part without one is. */
export function searchForJob(jobId: string): string {
  const [longest = ''] = jobId.split('"').toSorted((a, b) => b.length - a.length);
  return `id:"${longest}"`;
}
