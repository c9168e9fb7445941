import './texts';
import { render } from 'lit';
import { escapeLogText } from '../src/core/text/escapeLogText';
import { checkToPage } from '../src/protocol/messages';
import { registerControls } from './controls';
import './styles/frame.css';
import './styles/topLine.css';
import './styles/statistics.css';
import './styles/chartTable.css';
import './styles/charts.css';
import './styles/popover.css';
import './styles/filters.css';
import './styles/comparison.css';
import './styles/states.css';
import './styles/sample.css';
import './styles/table.css';
import './styles/timeline.css';
import './styles/details.css';
import './styles/log.css';
import './styles/actions.css';
import './styles/history.css';
import './styles/media.css';
import './styles/failures.css';
import './styles/footer.css';
import { PageModel } from './model/pageModel';
import { PositionReports } from './model/positionReports';
import { readSavedState } from './model/savedState';
import { PageView } from './view/page';
import { acquireHostApi } from './vscodeApi';

/** The interval at which relative times ("8 s ago") are rendered again. */
const tickMs = 1000;

/** Longer than between two keystrokes. */
const pauseMs = 400;

/** Where expanded charts leave ten rows of the table. */
const roomForCharts = '(min-width: 900px) and (min-height: 700px)';

/** In the second frame from now: it begins when the first one is painted. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

const afterPause = (run: () => void): unknown => setTimeout(run, pauseMs);

/** The page's composition root: creates the model and its view, and connects both to the host. */
function start(root: HTMLElement): void {
  const host = acquireHostApi();
  const room = matchMedia(roomForCharts);
  const positions = new PositionReports(host.post, {
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: timer => clearTimeout(timer as number | undefined),
  });
  const model = new PageModel({
    saved: readSavedState(host.saved()),
    post: host.post,
    save: state => {
      host.save(state);
      positions.update(state);
    },
    onChange: scheduleRender,
    now: Date.now,
    afterPaint,
    afterPause,
    hasRoomForCharts: room.matches,
  });
  const view = new PageView(model, scheduleRender);
  let isRenderPending = false;

  function paint(): void {
    isRenderPending = false;
    render(view.template(Date.now()), root);
  }

  /** Batches several changes in one turn into one render. */
  function scheduleRender(): void {
    if (!isRenderPending) {
      isRenderPending = true;
      queueMicrotask(paint);
    }
  }

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const checked = checkToPage(event.data);
    if (checked.ok) {
      model.receive(checked.message);
    } else {
      // oxlint-disable-next-line no-console -- the page has no other log.
      console.warn(
        `Batch Monitor dropped a message from the host: ${escapeLogText(checked.reason)}`,
      );
    }
  });
  room.addEventListener('change', ({ matches }) => model.charts.setRoom(matches));
  registerControls();
  paint();
  setInterval(paint, tickMs);
  model.start();
}

const root = document.getElementById('app');
if (root) {
  start(root);
}
