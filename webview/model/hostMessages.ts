import type { Sort } from '../../src/core/filter/columns';
import type { JobFilter } from '../../src/core/filter/jobFilter';
import type { Handlers, Message } from '../../src/protocol/messages';
import type { TablePosition } from '../../src/protocol/schemas';
import type { ToPage } from '../../src/protocol/toPage';
import { withoutGroup } from './failuresFlow';
import type { PageFlows } from './pageFlows';

export type HostState = Message<ToPage, 'state'>;

/** What the messages of the host change, besides the parts of the page. */
export interface HostMessageTargets extends PageFlows {
  receiveState(state: HostState): void;
  replaceFilter(filter: JobFilter, sort?: Sort): void;
  restorePosition(position: TablePosition): void;
}

/** What the page does with each message of the host. */
export const hostMessages = (page: HostMessageTargets): Handlers<ToPage> => ({
  state: state => page.receiveState(state),
  result: result => page.query.receiveResult(result),
  rows: rows => page.query.receiveRows(rows),
  charts: answer => page.charts.receive(answer),
  counts: answer => page.empty.receive(answer),
  details: answer => page.details.receive(answer),
  event: answer => page.details.receiveEvent(answer),
  log: answer => page.details.receiveLog(answer),
  gone: ({ id }) => page.query.receiveGone(id),
  changed: () => {
    page.query.send();
    page.media.request();
    page.details.request();
  },
  compared: answer => page.comparison.receive(answer),
  failures: answer => page.failures.receive(answer),
  media: answer => page.media.receive(answer),
  history: answer => page.history.receive(answer),
  historyChanged: () => {
    page.history.refresh();
    page.details.request();
  },
  ids: answer => page.selectionFlow.receive(answer),
  preferences: ({ preferences }) => page.layout.receive(preferences),
  show: view => show(page, view),
});

/** Shows what a link, a command or a saved view of the user asks for. */
function show(
  page: HostMessageTargets,
  { id, filter, sort, jobId, mediaId, failures, position }: Message<ToPage, 'show'>,
): void {
  page.query.view = id;
  page.history.close();
  page.replaceFilter(failures ? { ...filter, text: withoutGroup(filter.text) } : filter, sort);
  if (jobId !== undefined) {
    page.selectionFlow.selection.only(jobId);
    page.details.open(jobId);
  }
  page.media.show(mediaId);
  if (failures) {
    page.failures.open();
  } else if (mediaId === undefined) {
    page.failures.close();
  }
  if (position) {
    page.restorePosition(position);
  }
}
