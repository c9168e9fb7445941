import { createServer, type ServerResponse } from 'node:http';
import type { Job } from '../../../src/core/job/job';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { bundlePage, pageFileType } from '../../support/pageBundle';
import { memoryHistory } from '../../support/fakes/memoryHistory';
import { systemClock } from '../../../src/ui/base/clock';
import { dashboardHtml } from '../../../src/ui/dashboard/dashboardHtml';
import { DashboardSession } from '../../../src/ui/dashboard/dashboardSession';
import { memoryTimeZone } from '../../support/fakes/memoryTimeZone';
import { DashboardPreferences } from '../../../src/ui/dashboard/dashboardPreferences';
import { Random } from '../../../src/sample/random';
import { aFeedState } from '../../support/builders/builders';
import { tableOfJobs } from '../store/tableOfJobs';
import { WebSocketEnd } from './webSocket';
import { pageRows } from '../../../webview/model/rowWindows';
import { displayedRow } from '../../../src/ui/dashboard/jobRow';
import type { Row } from '../../../src/protocol/rows';

/**
 * The extension host's side of a dashboard in a process of its own: the real session over a real store,
 * and the page as it ships. As in VS Code, the page is in a frame of another origin, whose outer frame
 * passes messages on as JSON:
 *
 *   serveDashboard.ts JOBS   prints its port; GET /change is a refresh that brings 100 changes
 */
const jobs = Number(process.argv[2]);
const batch = 2_500;
const changedJobs = 100;

const store = new JobStore();
const taskTypes = new TaskTypes(defaultTaskTypeRules);
const random = new Random(2);
const noMemory = { get: () => undefined, update: () => Promise.resolve() };
const nobody = { dispose: () => undefined };
let socket: WebSocketEnd | undefined;
let session: DashboardSession | undefined;
let changes = 0;

/** In batches of about a page, as a read brings them. */
function load(): void {
  let read: Job[] = [];
  for (const job of tableOfJobs(jobs)) {
    read.push(job);
    if (read.length === batch) {
      store.apply(read);
      read = [];
    }
  }
  store.apply(read);
}

/** Some jobs fail or succeed, as a refresh would tell. */
function change(): void {
  const { rows } = store;
  store.apply(
    Array.from({ length: changedJobs }, (): Job => {
      const at = Date.parse('2026-11-22T00:00:00Z') + ++changes * 10;
      return {
        ...rows.read(random.integer(0, rows.length - 1)),
        status: random.pick(['FAILED', 'SUCCEEDED']),
        timestamp: new Date(at).toISOString().replace(/\.\d+Z/, 'Z'),
        updatedAt: at,
      };
    }),
  );
}

const queries = new JobQueries(store, taskTypes);

/** The extension posts JSON, and VS Code sends what is posted as JSON. */
const post = (message: unknown): void => socket?.send(JSON.stringify(JSON.stringify(message)));

function openSession(): DashboardSession {
  return new DashboardSession({
    store,
    queries,
    taskTypes,
    feed: {
      state: aFeedState({ updatedAt: Date.now() }),
      onDidChangeState: () => nobody,
      getItem: () => Promise.resolve(undefined),
    },
    rate: { waitMs: 5_000, onDidChange: () => nobody },
    post,
    runCommand: () => undefined,
    preferences: new DashboardPreferences(noMemory, memoryTimeZone(noMemory), () => undefined),
    copy: () => undefined,
    exportJobs: () => undefined,
    exportHistory: () => undefined,
    act: () => undefined,
    runOnFailures: () => undefined,
    history: memoryHistory(),
    linkOf: () => '',
    refuse: () => undefined,
    readLog: () => Promise.resolve(undefined),
    warn: text => console.error(text),
    clock: systemClock,
  });
}

let firstFloorRow = 0;

/** Other rows each time, as many as a result has. */
function floorRows(): Row[] {
  firstFloorRow = (firstFloorRow + pageRows) % (store.size - pageRows);
  return Array.from({ length: pageRows }, (_, row) =>
    displayedRow(store.rows, firstFloorRow + row, taskTypes.of),
  );
}

/** `ping` and `floor` are the bench's own: the round trip of the way itself, and with as much text as a result. */
function receive(text: string): void {
  const message = JSON.parse(text) as { readonly type: string };
  if (message.type === 'ping') {
    socket?.send(text);
  } else if (message.type === 'floor') {
    post({ type: 'floor', rows: floorRows() });
  } else {
    session?.receive(message);
  }
}

const outerFrame = (page: string): string => `<!DOCTYPE html>
<style>html, body, iframe { width: 100%; height: 100%; margin: 0; border: 0; display: block; }</style>
<iframe></iframe>
<script>
  const frame = document.querySelector('iframe');
  const socket = new WebSocket('ws://' + location.host);
  socket.onmessage = event => frame.contentWindow.postMessage(JSON.parse(event.data), '*');
  addEventListener('message', event => socket.send(JSON.stringify(event.data)));
  socket.onopen = () => (frame.src = '${page}');
</script>`;

function pageOf(path: string, inner: string): string {
  switch (path) {
    case '/page':
      return dashboardHtml(inner, name => `/${name}`);
    case '/empty':
      return '<!DOCTYPE html>';
    case '/floor':
      return outerFrame(`${inner}/empty`);
    default:
      return outerFrame(`${inner}/page`);
  }
}

async function main(): Promise<void> {
  const files = await bundlePage({ minify: true });
  load();
  const server = createServer((request, response) => {
    if (request.url === '/change') {
      change();
      response.end();
      return;
    }
    const inner = `http://127.0.0.1:${request.socket.localPort}`;
    const file = files.get(request.url ?? '');
    if (file === undefined) {
      send(response, 'text/html; charset=utf-8', pageOf(request.url ?? '', inner));
    } else {
      send(response, pageFileType(request.url ?? ''), file);
    }
  });
  server.on('upgrade', (request, duplex) => {
    session?.dispose();
    session = openSession();
    socket = new WebSocketEnd(request, duplex, receive);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(`port ${typeof address === 'object' ? address?.port : ''}`);
  });
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', type);
  response.end(body);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
