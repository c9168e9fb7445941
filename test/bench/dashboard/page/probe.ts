import type { ToHost } from '../../../../src/protocol/toHost';
import type { RowWindow } from '../../../../src/protocol/rows';
import type { ToPage } from '../../../../src/protocol/toPage';
import { bodyClasses, variablesOf } from '../../../e2e/page/support/themes';
import { headerHeight, rowHeight } from '../../../../webview/view/grid/gridTemplates';
import type { GlideFigures, Probe, ScrollFigures } from '../probeApi';
import { nextFrame } from './frames';

/** Between two jumps. */
const pauseMs = 150;
const goldenRatio = 0.618_034;

type Query = Extract<ToHost, { type: 'query' }>;
type Result = Extract<ToPage, { type: 'result' }>;
type At<M> = M & { readonly at: number };
type Message = ToPage | { readonly type: 'ping' };

let wanted: (query: Query) => boolean = () => true;
let queries: At<Query>[] = [];
let results = new Map<number, At<Result>>();
let firstRowsInOrder = new Map<number, At<RowWindow>>();
let inputAt = NaN;
let readyAt = NaN;
let pong: (() => void) | undefined;

/** As VS Code gives it to a webview: messages go to the outer frame, which passes them on. */
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: ToHost) => {
      if (message.type === 'ready') {
        readyAt = performance.now();
      } else if (message.type === 'query') {
        queries.push({ ...message, at: performance.now() });
      }
      parent.postMessage(message, '*');
    },
    getState: () => undefined,
    setState: () => undefined,
  }),
});

addEventListener('message', ({ data: posted }: MessageEvent<string | Message>) => {
  const data = typeof posted === 'string' ? (JSON.parse(posted) as Message) : posted;
  if (data.type === 'ping') {
    pong?.();
  } else if (data.type === 'result') {
    results.set(data.id, { ...data, at: performance.now() });
    keepFirstRows(data.id, data.window === 'sent' ? undefined : data.window);
  } else if (data.type === 'rows') {
    keepFirstRows(data.id, data);
  }
});

function keepFirstRows(id: number, window: RowWindow | undefined): void {
  if (window?.start === 0) {
    firstRowsInOrder.set(id, { ...window, at: performance.now() });
  }
}

for (const type of ['input', 'click']) {
  // The time at which the browser got it, before it waited for the page.
  addEventListener(type, ({ timeStamp }) => (inputAt = timeStamp), { capture: true });
}

const grid = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=grid]');
  if (!found) {
    throw new Error('the page has no grid');
  }
  return found;
};

/**
 * Whether the grid holds the rows of a query that was wanted, the same on top and all in view; then how long the
 * page waited for them.
 */
function waitedForRows(): number | undefined {
  for (const query of queries.filter(wanted)) {
    const result = results.get(query.id);
    const rows = firstRowsInOrder.get(query.id);
    const answer = result?.matching === 0 ? result : rows;
    if (answer && isInPage(rows?.rows[0]?.jobId)) {
      return answer.at - query.at;
    }
  }
  return undefined;
}

function isInPage(firstJobId: string | undefined): boolean {
  const shown = document.querySelector<HTMLElement>('[role=grid]');
  const top = shown?.querySelector('[aria-rowindex="2"]');
  if (!shown || !top || firstJobId === undefined) {
    return top === null && firstJobId === undefined;
  }
  return top.querySelector(`[title="${firstJobId}"]`) !== null && isFilled(shown);
}

/** Whether the grid has as many rows as a query that was wanted, and so its figures. */
function isComplete(): boolean {
  const shown = document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
  return queries
    .filter(wanted)
    .some(({ id }) => shown === String((results.get(id)?.matching ?? NaN) + 1));
}

async function untilPainted(): Promise<{ readonly at: number; readonly waited: number }> {
  const giveUp = performance.now() + 20_000;
  for (;;) {
    const waited = waitedForRows();
    if (waited !== undefined) {
      return { at: await nextFrame(), waited };
    }
    if ((await nextFrame()) > giveUp) {
      throw new Error(`in vain for rows of ${JSON.stringify(queries.at(-1))}`);
    }
  }
}

const probe: Probe = {
  expect(wish) {
    wanted = ({ filter, sort }) =>
      'text' in wish
        ? filter.text === wish.text
        : sort.column === wish.column && sort.direction === wish.direction;
    queries = [];
    results = new Map();
    firstRowsInOrder = new Map();
    inputAt = NaN;
  },
  async painted() {
    const { at, waited } = await untilPainted();
    let whole = at;
    while (!isComplete()) {
      whole = await nextFrame();
    }
    return { ms: at - inputAt, waited, whole: whole - inputAt };
  },
  async firstPaint() {
    const { at } = await untilPainted();
    return { sinceReady: at - readyAt, sinceLoad: at };
  },
  scroll: frames => scroll(frames),
  glide,
  jumps,
  async roundTrips(count) {
    const times: number[] = [];
    for (let round = 0; round < count; round++) {
      const start = performance.now();
      await new Promise<void>(resolve => {
        pong = resolve;
        parent.postMessage({ type: 'ping' }, '*');
      });
      times.push(performance.now() - start);
    }
    return times;
  },
  elements: () => elementsIn(document),
};

async function scroll(frames: number): Promise<ScrollFigures> {
  const scroller = grid();
  const end = scroller.scrollHeight - scroller.clientHeight;
  const times: number[] = [];
  const work: number[] = [];
  let blank = 0;
  scroller.scrollTop = 0;
  let last = await nextFrame();
  for (let frame = 1; frame <= frames; frame++) {
    scroller.scrollTop = (end * frame) / frames;
    const painted = afterThisFrame();
    const now = await nextFrame();
    times.push(now - last);
    last = now;
    blank += hasBlankRow() ? 1 : 0;
    work.push((await painted) - now);
  }
  const lastRow = scroller.getAttribute('aria-rowcount') ?? '';
  const reachedEnd = scroller.querySelector(`[aria-rowindex="${lastRow}"]`) !== null;
  return { frames: times, work, blank, reachedEnd };
}

async function glide(rowsASecond: number, ms: number): Promise<GlideFigures> {
  const scroller = grid();
  const from = Math.floor(scroller.scrollHeight / 2 / rowHeight) * rowHeight;
  scroller.scrollTop = from;
  await untilFilled(scroller);
  const start = await nextFrame();
  let [frames, filled] = [0, 0];
  for (let now = start; now - start < ms; frames++) {
    scroller.scrollTop = from + ((now - start) / 1_000) * rowsASecond * rowHeight;
    now = await nextFrame();
    filled += isFilled(scroller) ? 1 : 0;
  }
  return { frames, filled };
}

async function jumps(count: number): Promise<number[]> {
  const scroller = grid();
  const times: number[] = [];
  for (let jump = 0; jump < count; jump++) {
    await new Promise(resolve => setTimeout(resolve, pauseMs));
    const start = performance.now();
    // Evenly spread, far from each other, and never the same place twice.
    scroller.scrollTop = ((0.5 + jump * goldenRatio) % 1) * scroller.scrollHeight;
    await untilFilled(scroller);
    times.push((await nextFrame()) - start);
  }
  return times;
}

async function untilFilled(scroller: HTMLElement): Promise<void> {
  do {
    await nextFrame();
  } while (!isFilled(scroller));
}

/** Whether each row in view, below the header, is there and has come. */
function isFilled(scroller: HTMLElement): boolean {
  const first = Math.floor(scroller.scrollTop / rowHeight);
  const last = Math.ceil((scroller.scrollTop + scroller.clientHeight - headerHeight) / rowHeight);
  const count = Number(scroller.getAttribute('aria-rowcount')) - 1;
  for (let row = first; row < Math.min(last, count); row++) {
    const cell = scroller.querySelector(`[data-row="${row}"] [data-column="0"]`);
    if (cell === null || cell.textContent.trim() === '') {
      return false;
    }
  }
  return true;
}

/** Resolves as soon as the page's thread is free again after the next frame. */
function afterThisFrame(): Promise<number> {
  return new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => resolve(performance.now());
      port1.postMessage(undefined);
    });
  });
}

function hasBlankRow(): boolean {
  return [...document.querySelectorAll('[role=gridcell][aria-colindex="1"]')].some(
    cell => cell.textContent.trim() === '',
  );
}

function elementsIn(root: Document | ShadowRoot): number {
  const all = [...root.querySelectorAll('*')];
  return all.reduce(
    (sum, { shadowRoot }) => sum + (shadowRoot ? elementsIn(shadowRoot) : 0),
    all.length,
  );
}

/** Colours, as VS Code gives them to a webview: what is painted is what a user's page paints. */
document.addEventListener('DOMContentLoaded', () => {
  for (const [name, value] of Object.entries(variablesOf('dark'))) {
    document.documentElement.style.setProperty(name, value);
  }
  document.body.className = bodyClasses.dark;
});

Object.assign(window, { probe });
