import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Preferences } from '../../src/protocol/schemas';
import { formatCount } from '../../src/core/text/formatCount';
import { sampleDataTexts } from '../../src/core/text/sampleDataTexts';
import { formatAge } from '../../src/core/text/time';
import { formatTime, otherTime } from '../format';
import type { HostState, PageModel } from '../model/pageModel';
import './controls/columnChooser';
import './controls/rovingGroup';
import { historyToggle } from './history/historyToggle';
import { icon } from './controls/icons';
import { presetButtons } from './controls/presetButtons';
import { tabs } from './tabs';

/** The header: where the jobs come from, how old they are, and the toolbar. */
export function topLine(model: PageModel, now: number, hasJobs: boolean): TemplateResult {
  const { host } = model;
  return html`<header class="top">
    <h1 class="source">
      ${host ? source(host, () => model.requests.run('switchConnection')) : t('Batch Dashboard')}
    </h1>
    <roving-group class="top-bar">
      ${hasJobs ? tabs(model) : nothing}
      <div class="tools" role="toolbar" aria-label=${t('Dashboard')}>
        <div class="freshness">
          ${host ? freshness(host, now, model.preferences.timeZone, () => model.requests.run('refresh')) : nothing}
        </div>
        ${hasJobs && model.showsTable ? tools(model) : nothing} ${historyToggle(model)}
      </div>
    </roving-group>
  </header>`;
}

function tools(model: PageModel): TemplateResult {
  return html`<vscode-button
      appearance="icon"
      aria-label=${t('Copy Link')}
      title=${t('Copy Link to These Jobs')}
      @click=${() => model.requests.copyLink()}
      >${icon('link')}</vscode-button
    >
    ${exportButton(model)}
    ${presetButtons(model.preferences, change => model.layout.change(change))}
    <column-chooser
      .preferences=${model.preferences}
      .hiddenColumns=${model.layout.hidden}
      .onPrefer=${(change: Partial<Preferences>) => model.layout.change(change)}
    ></column-chooser>`;
}

function source(
  { connection: { name, table, region, endpoint, isSample } }: HostState,
  switchConnection: () => void,
): TemplateResult {
  if (isSample) {
    return html`<span class="table-name">${sampleDataTexts.name}</span>`;
  }
  const label = t('Connection {0}: switch to another connection', name ?? '');
  return html`${
      name === undefined
        ? nothing
        : html`<button
            type="button"
            class="link connection"
            title=${label}
            aria-label=${label}
            @click=${switchConnection}
          >
            ${name}
          </button>`
    }
    <span class="table-name" title=${table}>${table}</span>
    <span class="region aside">${region}</span>
    ${endpoint ? html`<span class="endpoint aside" title=${endpoint}>${endpoint}</span>` : nothing}`;
}

function freshness(
  { load, updatedAt }: HostState,
  now: number,
  zone: Preferences['timeZone'],
  refresh: () => void,
): TemplateResult {
  const busy = load.phase === 'refreshing' || load.phase === 'loading';
  const age = updatedAt === undefined ? '' : t('Updated {0}', formatAge(updatedAt, now));
  const text = busy ? busyText(load.phase === 'loading', load.loaded) : age;
  return html`<span
      class=${busy ? 'age busy' : 'age'}
      title=${updatedAt === undefined ? nothing : t('Last updated: {0}', `${formatTime(updatedAt, zone)} · ${otherTime(updatedAt, zone)}`)}
      >${text}</span
    >
    <vscode-button
      appearance="icon"
      aria-label=${t('Refresh')}
      title=${busy ? text : t('Refresh')}
      class=${busy ? 'refresh busy' : 'refresh'}
      @click=${refresh}
      >${icon('refresh')}</vscode-button
    >`;
}

function busyText(isLoading: boolean, loaded: number): string {
  if (loaded === 0) {
    return isLoading ? t('Loading…') : t('Refreshing…');
  }
  const figure = formatCount(loaded);
  return isLoading ? t('Loading… {0} read', figure) : t('Refreshing… {0} read', figure);
}

function exportButton(model: PageModel): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${t('Export')}
    title=${t('Export matching jobs to CSV or JSON…')}
    @click=${() => model.requests.exportJobs()}
    >${icon('export', 'start')}<span class="export-word">${t('Export')}</span></vscode-button
  >`;
}
