import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timelineOf, type Timeline } from '../../../src/core/job/timeline';
import { formatCount, jobCount } from '../../../src/core/text/formatCount';
import { formatDuration } from '../../../src/core/text/time';
import type { MediaStory, StoryJob } from '../../../src/protocol/media';
import type { MediaFlow } from '../../model/mediaFlow';
import type { Preferences } from '../../../src/protocol/schemas';
import { formatTime } from '../../format';
import { backButton, type WayBack } from '../controls/backButton';
import { icon } from '../controls/icons';
import { statusLabel, toneClass } from '../controls/status';
import { timelineWords } from '../details/timeline';
import { storyBar } from './storyBar';

export interface MediaActions extends WayBack {
  /** Shows the media item's jobs in the table. */
  readonly showInTable: (mediaId: string) => void;
  /** `enter`: move the focus into the details, for the keyboard. */
  readonly openJob: (jobId: string, enter: boolean) => void;
}

/** The story of a media item: its stages one below the other, their jobs as bars on one scale of time. */
export function mediaStory(
  { mediaId = '', story }: Pick<MediaFlow, 'mediaId' | 'story'>,
  now: number,
  zone: Preferences['timeZone'],
  actions: MediaActions,
): TemplateResult {
  return html`<section class="story" aria-label=${t('Jobs of media {0}', mediaId)}>
    <div class="story-head">
      ${backButton(actions)}
      <h2 class="story-title">${t('Media')} <span class="story-id">${mediaId}</span></h2>
      <vscode-button appearance="secondary" @click=${() => actions.showInTable(mediaId)}
        >${t('Show in Table')}</vscode-button
      >
    </div>
    <div class="story-frame" role="region" aria-label=${t('Stages')} tabindex="0">
      ${story ? (story.total === 0 ? gone() : told(story, now, zone, actions)) : nothing}
    </div>
  </section>`;
}

/** The period that all bars share. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

function told(
  story: MediaStory,
  now: number,
  zone: Preferences['timeZone'],
  actions: MediaActions,
): TemplateResult {
  const lines = new Map(
    story.stages
      .flatMap(({ jobs }) => jobs)
      .map(job => [job.jobId, timelineOf(job.times, [], now)] as const),
  );
  const spans = [...lines.values()].flatMap(line => line.spans);
  const period = {
    from: spans.reduce((first, { start }) => Math.min(first, start), Infinity),
    to: spans.reduce((last, { end }) => Math.max(last, end), -Infinity),
  };
  return html`<p
      class="story-summary"
      title=${periodText(period, zone === 'utc' ? 'local' : 'utc')}
    >
      ${summary(story, period, zone)}
    </p>
    ${missing(story)}
    <ol class="stages">
      ${story.stages.map(
        ({ taskType, jobs }) =>
          html`<li class="stage">
            <h3 class="stage-name">${taskType}</h3>
            <ul class="stage-jobs">
              ${repeat(
                jobs,
                ({ jobId }) => jobId,
                job => jobLine(job, lines.get(job.jobId), period, actions),
              )}
            </ul>
          </li>`,
      )}
    </ol>
    ${story.hidden > 0 ? html`<p class="aside">${hiddenText(story.hidden)}</p>` : nothing}`;
}

function periodText({ from, to }: Period, zone: Preferences['timeZone']): string {
  return to < from ? '' : t('{0} to {1}', formatTime(from, zone), formatTime(to, zone));
}

function summary(
  { total, failed }: MediaStory,
  period: Period,
  zone: Preferences['timeZone'],
): string {
  const { from, to } = period;
  const parts = [
    jobCount(total),
    ...(failed > 0 ? [t('{0} failed', formatCount(failed))] : []),
    ...(to >= from ? [periodText(period, zone), t('{0} in total', formatDuration(to - from))] : []),
  ];
  return parts.join(' · ');
}

function hiddenText(hidden: number): string {
  return hidden === 1
    ? t('1 more job is shown in the table.')
    : t('{0} more jobs are shown in the table.', formatCount(hidden));
}

/** What comparable media have; a pipeline that is still running may get there. */
function missing({ missing: stages, stages: known }: MediaStory): TemplateResult | typeof nothing {
  if (stages.length === 0) {
    return nothing;
  }
  const isOver = known
    .flatMap(({ jobs }) => jobs)
    .every(({ times: { status } }) => status === 'SUCCEEDED' || status === 'FAILED');
  return html`<div class="story-missing">
    ${icon(isOver ? 'warning' : 'watch')}
    <div>
      <p>
        ${isOver ? t('Stages that other media have and this one lacks:') : t('Stages that other media have and this one has not reached:')}
      </p>
      <ul>
        ${stages.map(
          ({ taskType, having, comparable }) =>
            html`<li>
              <b>${taskType}</b>
              <span class="aside"
                >${t('{having} of {comparable} media with the same stages', {
                  having: formatCount(having),
                  comparable: formatCount(comparable),
                })}</span
              >
            </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

function jobLine(
  job: StoryJob,
  line: Timeline | undefined,
  period: Period,
  { openJob }: MediaActions,
): TemplateResult {
  const { jobId, jobName, times, attempts, failure } = job;
  const spans = line?.spans ?? [];
  const words = [
    timelineWords(spans, line?.neverRan ?? false),
    ...((attempts ?? 0) > 1 ? [t('{0} attempts', formatCount(attempts ?? 0))] : []),
  ].filter(text => text !== '');
  // `detail` is 0 for clicks by keyboard.
  const open = (event: MouseEvent): void => openJob(jobId, event.detail === 0);
  return html`<li class="story-job ${toneClass(times.status)}">
    <div class="story-job-head">
      ${statusLabel(times.status)}
      <button type="button" class="link story-job-name" title=${jobId} @click=${open}>
        ${jobName === '' ? jobId : jobName}
      </button>
      <span class="aside">${words.join(' · ')}</span>
    </div>
    ${storyBar(spans, period, toneClass(times.status))}
    ${
      failure
        ? html`<p class="story-failure"><b>${failure.cause}</b> ${failure.reason}</p>`
        : nothing
    }
  </li>`;
}

function gone(): TemplateResult {
  return html`<p class="aside" role="status">${t('The table has no jobs of this media.')}</p>`;
}
