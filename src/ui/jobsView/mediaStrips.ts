import type { Job } from '../../core/job/job';
import { mediaStory, type MediaStage } from '../../core/media/mediaStory';
import { missingStages } from '../../core/media/missingStages';
import { stageStrip, type StripStage } from '../../core/media/stageStrip';
import { StageSets, type StageSet } from '../../core/media/stageSets';

export interface MediaStripsOptions {
  /** The jobs of a media item in the tree; undefined for too many. */
  readonly jobsOf: (mediaId: string) => readonly Job[] | undefined;
  readonly taskTypeOf: (job: Job) => string;
}

/**
 * The stages of the media that the tree shows. They are compared with each other, never with the whole table, so
 * that the cost does not depend on its size.
 */
export class MediaStrips {
  private shown: ReadonlySet<string> = new Set();
  /** Only of media that are shown: the tree reports no changes of others. */
  private readonly stages = new Map<string, readonly MediaStage[]>();
  private sets: readonly StageSet[] | undefined;

  constructor(private readonly options: MediaStripsOptions) {}

  /** The tree shows these media, and no others. */
  show(mediaIds: readonly string[]): void {
    this.shown = new Set(mediaIds.filter(mediaId => mediaId !== ''));
    this.forget([...this.stages.keys()].filter(mediaId => !this.shown.has(mediaId)));
  }

  /** The jobs of these media changed. */
  forget(mediaIds: readonly string[]): void {
    mediaIds.forEach(mediaId => this.stages.delete(mediaId));
    this.sets = undefined;
  }

  clear(): void {
    this.show([]);
  }

  /** `isComplete`: the tree has all jobs, so that what is not there is missing. */
  of(mediaId: string, isComplete: boolean): readonly StripStage[] {
    const stages = this.stagesOf(mediaId);
    const own = new Set(stages.map(({ taskType }) => taskType));
    return stageStrip(stages, isComplete ? missingStages(own, this.stageSets()) : []);
  }

  private stagesOf(mediaId: string): readonly MediaStage[] {
    const { jobsOf, taskTypeOf } = this.options;
    const known = this.stages.get(mediaId);
    if (known || mediaId === '') {
      return known ?? [];
    }
    const { stages } = mediaStory(jobsOf(mediaId) ?? [], taskTypeOf);
    if (this.shown.has(mediaId)) {
      this.stages.set(mediaId, stages);
    }
    return stages;
  }

  private stageSets(): readonly StageSet[] {
    this.sets ??= this.setsOfShown();
    return this.sets;
  }

  private setsOfShown(): readonly StageSet[] {
    const sets = new StageSets();
    for (const mediaId of this.shown) {
      this.stagesOf(mediaId).reduce((set, { taskType }) => sets.grow(set, taskType), sets.add());
    }
    return sets.all;
  }
}
