import * as v from 'valibot';
import { times } from './details';
import { count, optionalNumber } from './schemas';

/** The story of a media item in messages. */

const storyJob = v.strictObject({
  jobId: v.string(),
  jobName: v.string(),
  times,
  /** Attempts finished. */
  attempts: optionalNumber,
  /** Why it failed: the cause in a few words, and the reasons as AWS gives them. */
  failure: v.optional(v.strictObject({ cause: v.string(), reason: v.string() })),
});

export type StoryJob = v.InferOutput<typeof storyJob>;

const stage = v.strictObject({ taskType: v.string(), jobs: v.array(storyJob) });

export const mediaStory = v.strictObject({
  /** In the order of time. */
  stages: v.array(stage),
  /** The number of jobs, including hidden ones. */
  total: count,
  failed: count,
  /** The number of jobs that are left out of the stages. */
  hidden: count,
  /** Stages that comparable media have; see core/media/missingStages. */
  missing: v.array(v.strictObject({ taskType: v.string(), having: count, comparable: count })),
});

export type MediaStory = v.InferOutput<typeof mediaStory>;
