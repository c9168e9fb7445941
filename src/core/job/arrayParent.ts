import { familyOf } from './mediaIdentifiers';

/** The fields that tell the parent of an array job from its children and from other jobs. */
export interface ArrayFields {
  readonly arraySize?: number | undefined;
  readonly arrayIndex?: number | undefined;
  /** Whether a job in the store is its child; items of some writers have no array size. */
  readonly hasChildren?: boolean | undefined;
}

/**
 * Whether a job stands for the children of an array job. It never runs itself: it is PENDING while they
 * wait or run, and ends after the last of them (AWS Batch User Guide, "Array jobs").
 */
export function isArrayParent({ arraySize, arrayIndex, hasChildren }: ArrayFields): boolean {
  return (arraySize !== undefined || hasChildren === true) && arrayIndex === undefined;
}

/**
 * The id of the array job that a job is a child of. Not of a node: the parent of nodes is a multi-node job, which
 * waits and runs itself.
 */
export function arrayParentOf(
  jobId: string,
  parentId: string | undefined = familyOf(jobId).parentId,
): string | undefined {
  return jobId.includes('#') || parentId === jobId || parentId === '' ? undefined : parentId;
}
