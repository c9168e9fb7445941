import { causeOf } from '../../core/causes/causeOf';
import type { Clock, SliceClock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/emitter';
import { runInSlices } from '../../core/base/timeSlicing';
import { minuteMs } from '../../core/base/timeUnits';
import { isArrayParent } from '../../core/job/arrayParent';
import type { Job } from '../../core/job/job';
import { reasonLine } from '../../core/job/reasons';
import type { TaskTypes } from '../../core/job/taskTypes';
import { mediaOverview } from '../../core/media/mediaOverview';
import { MediaRows } from '../../core/media/mediaRows';
import { mediaStory } from '../../core/media/mediaStory';
import { missingStages } from '../../core/media/missingStages';
import type { StageSet } from '../../core/media/stageSets';
import type { JobStore } from '../../core/store/jobStore';
import { RowTaskTypes } from '../../core/store/rowTaskTypes';
import type { MediaStory, StoryJob } from '../../protocol/media';
import type { ToPage } from '../../protocol/toPage';
import { clipCell } from './jobRow';
import { timesOf } from './jobDetails';

export interface MediaMessagesOptions {
  readonly store: JobStore;
  readonly taskTypes: Pick<TaskTypes, 'of'>;
  readonly post: (message: ToPage) => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'> & SliceClock;
}

/** What other media went through, at a moment. */
interface OtherMedia {
  readonly sets: readonly StageSet[];
  readonly at: number;
}

/** The story on screen, and the rows that it is made of. */
interface OpenStory {
  readonly rows: MediaRows;
  readonly following: Disposable;
  story: MediaStory | undefined;
}

/** Sends the page the story of a media item. A new request replaces one in progress. */
export class MediaMessages implements Disposable {
  private others: OtherMedia | undefined;
  private open: OpenStory | undefined;
  private work: Disposable | undefined;

  constructor(private readonly options: MediaMessagesOptions) {}

  /** Looks at all jobs only for another media item, and composes the story anew only if its jobs changed. */
  answer(mediaId: string): void {
    const { store, clock, post } = this.options;
    this.work?.dispose();
    if (this.open?.rows.mediaId !== mediaId) {
      this.close();
      const rows = new MediaRows(store.rows, mediaId);
      this.open = { rows, following: store.observe(rows), story: undefined };
    }
    const { open } = this;
    if (open.story && !open.rows.hasChanged) {
      post({ type: 'media', mediaId, story: open.story });
      return;
    }
    this.work = runInSlices(this.story(open.rows), clock, story => {
      open.story = story;
      post({ type: 'media', mediaId, story });
    });
  }

  /** The page shows the table again. */
  close(): void {
    this.work?.dispose();
    this.open?.following.dispose();
    this.open = undefined;
  }

  /** The store now holds another table. */
  forget(): void {
    this.close();
    this.others = undefined;
  }

  dispose(): void {
    this.close();
  }

  private *story(ofMedia: MediaRows): Generator<undefined, MediaStory> {
    const { store, taskTypes } = this.options;
    const sets = yield* this.stageSets();
    yield* ofMedia.search();
    const jobs = ofMedia.read().map(row => store.rows.read(row));
    const { stages, ...counts } = mediaStory(jobs, taskTypes.of);
    const own = new Set(jobs.map(taskTypes.of));
    return {
      ...counts,
      stages: stages.map(({ taskType, jobs: ofStage }) => ({
        taskType: clipCell(taskType),
        jobs: ofStage.map(job => this.shown(job)),
      })),
      missing: missingStages(own, sets).map(stage => ({
        ...stage,
        taskType: clipCell(stage.taskType),
      })),
    };
  }

  /** Looks at all jobs at most once a minute: what most media go through changes slowly. */
  private *stageSets(): Generator<undefined, readonly StageSet[]> {
    const { store, taskTypes, clock } = this.options;
    const now = clock.now();
    if (this.others === undefined || Math.abs(now - this.others.at) > minuteMs) {
      const { rows } = store;
      const overview = yield* mediaOverview(rows, new RowTaskTypes(rows, taskTypes.of));
      this.others = { sets: overview.stageSets, at: now };
    }
    return this.others.sets;
  }

  private shown(job: Job): StoryJob {
    const { jobId, jobName, attempts, status } = job;
    const hasChildren = this.options.store.hasChildren(jobId);
    return {
      jobId,
      jobName: clipCell(jobName),
      times: timesOf(job, isArrayParent({ ...job, hasChildren })),
      attempts,
      failure:
        status === 'FAILED'
          ? { cause: causeOf(job).title, reason: clipCell(reasonLine(job)) }
          : undefined,
    };
  }
}
