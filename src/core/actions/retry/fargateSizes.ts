/** From `first` to `last`, in steps, in MiB. */
const steps = (first: number, last: number, step: number): readonly number[] =>
  Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);

/**
 * The memory in MiB that a container on Fargate can have, by its vCPUs. Source: `ResourceRequirement` in the AWS Batch
 * API reference.
 */
export const fargateSizes: ReadonlyMap<number, readonly number[]> = new Map([
  [0.25, [512, 1_024, 2_048]],
  [0.5, steps(1_024, 4_096, 1_024)],
  [1, steps(2_048, 8_192, 1_024)],
  [2, steps(4_096, 16_384, 1_024)],
  [4, steps(8_192, 30_720, 1_024)],
  [8, steps(16_384, 61_440, 4_096)],
  [16, steps(32_768, 122_880, 8_192)],
  [32, [61_440, 122_880, 249_856]],
]);
