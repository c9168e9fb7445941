/** The fields that tell the parent of an array job from its children and from other jobs. */
export interface ArrayFields {
  readonly arraySize?: number | undefined;
  readonly arrayIndex?: number | undefined;
}

/**
 * Whether a job stands for the children of an array job. It never runs itself: it is PENDING while they
 * wait or run, and ends after the last of them (AWS Batch User Guide, "Array jobs").
 */
export function isArrayParent({ arraySize, arrayIndex }: ArrayFields): boolean {
  return arraySize !== undefined && arrayIndex === undefined;
}
