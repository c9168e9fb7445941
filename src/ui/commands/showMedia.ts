import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { noFilter } from '../../core/filter/jobFilter';
import type { TaskTypes } from '../../core/job/taskTypes';
import type { JobStore } from '../../core/store/jobStore';
import type { Dashboard } from '../dashboard/dashboard';
import { isJobNode } from '../jobsView/jobNode';
import { jobIdOf } from './jobTargets';
import { pickMedia } from './pickMedia';

export interface MediaServices {
  readonly store: JobStore;
  readonly taskTypes: Pick<TaskTypes, 'of'>;
  readonly dashboard: Pick<Dashboard, 'show' | 'query'>;
}

/** Shows all jobs of a job's media in the dashboard, or of a media item that the user picks. */
export const showMedia =
  (services: MediaServices) =>
  async (target?: unknown): Promise<void> => {
    const { store } = services;
    const ofGroup = mediaIdOfGroup(target);
    const jobId = jobIdOf(target);
    if (ofGroup !== undefined) {
      show(ofGroup, services);
    } else if (jobId === undefined) {
      await findMedia(services)();
    } else {
      const job = store.get(jobId);
      if (job?.mediaId !== undefined) {
        show(job.mediaId, services);
      } else {
        void vscode.window.showInformationMessage(
          job
            ? t(
                'This job has no media ID. Batch Monitor reads it from the event: a media_id field, parameter, tag, or command option, or an ObjectID in the job name.',
              )
            : t('The job is no longer in the table.'),
        );
      }
    }
  };

/** Lets the user search the media of all jobs, and shows the jobs of the selected one. */
export const findMedia = (services: MediaServices) => async (): Promise<void> => {
  const mediaId = await pickMedia(services.store, services.taskTypes);
  if (mediaId !== undefined) {
    show(mediaId, services);
  }
};

function show(mediaId: string, { dashboard }: MediaServices): void {
  dashboard.show({ filter: dashboard.query?.filter ?? noFilter, mediaId });
}

/** Of a group of the jobs view, when it groups by media. */
function mediaIdOfGroup(target: unknown): string | undefined {
  if (!isJobNode(target) || target.kind !== 'group' || target.grouping !== 'media') {
    return undefined;
  }
  const [mediaId] = target.path;
  return mediaId === '' ? undefined : mediaId;
}
