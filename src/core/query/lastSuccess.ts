import { definitionName } from '../job/arn';
import { isArrayParent } from '../job/arrayParent';
import type { Workload } from '../job/taskType';
import type { JobStore } from '../store/jobStore';
import { RowTaskTypes } from '../store/rowTaskTypes';
import { newestRows } from './newestRows';

/**
 * The newest other job that succeeded with the same job definition, in any revision, and the same task type. The
 * parent of an array job is compared only with other parents, because it never runs itself.
 */
export function lastSuccessOf(
  jobId: string,
  store: Pick<JobStore, 'get' | 'hasChildren' | 'rows'>,
  taskTypeOf: (workload: Workload) => string,
): string | undefined {
  const job = store.get(jobId);
  if (!job) {
    return undefined;
  }
  const { rows } = store;
  const { fields, workloads } = rows;
  const taskTypes = new RowTaskTypes(rows, taskTypeOf);
  const definition = definitionName(job.jobDefinition);
  const taskType = taskTypeOf(job);
  const isParent = isArrayParent({ ...job, hasChildren: store.hasChildren(jobId) });
  /** By workload. */
  const alike: boolean[] = [];
  const isAlike = (row: number): boolean =>
    (alike[workloads.code(row)] ??=
      definitionName(fields.jobDefinition.get(row)) === definition &&
      taskTypes.get(row) === taskType);
  const [row] = newestRows(
    rows,
    1,
    candidate =>
      fields.status.get(candidate) === 'SUCCEEDED' &&
      isAlike(candidate) &&
      isArrayParent(rows.arrayFields(candidate)) === isParent &&
      fields.jobId.get(candidate) !== jobId,
  );
  return row === undefined ? undefined : fields.jobId.get(row);
}
