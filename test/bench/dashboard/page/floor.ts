import type { Floor, FloorRows } from '../probeApi';
import { afterPaint, nextFrame } from './frames';

/** As many as the dashboard paints at 1600×900, the rows beyond the edge included. */
const rowsInPage = 35;
const columns = [
  ...['status', 'mediaId', 'taskId', 'taskType', 'jobId'],
  ...['jobName', 'region', 'timestamp', 'statusReason'],
] as const;

const input = document.createElement('input');
const table = document.createElement('table');
let inputAt = NaN;
let onPainted: (ms: number) => void = () => undefined;
let painted = Promise.resolve(NaN);

function build(): void {
  table.style.cssText =
    'table-layout: fixed; width: 100%; font: 13px system-ui; white-space: nowrap';
  for (let row = 0; row < rowsInPage; row++) {
    const line = table.insertRow();
    for (const column of columns) {
      line.insertCell().append(column);
    }
  }
  document.body.replaceChildren(input, table);
  input.addEventListener('input', ({ timeStamp }) => {
    inputAt = timeStamp;
    painted = new Promise(resolve => (onPainted = resolve));
    parent.postMessage({ type: 'floor' }, '*');
  });
  addEventListener('message', ({ data }: MessageEvent<string>) => {
    show((JSON.parse(data) as FloorRows).rows);
    void afterPaint().then(at => onPainted(at - inputAt));
  });
}

/** Replaces the text of each cell, and does nothing else. */
function show(rows: FloorRows['rows']): void {
  for (const [index, line] of [...table.rows].entries()) {
    for (const [at, column] of columns.entries()) {
      const cell = line.cells.item(at)?.firstChild;
      if (cell) {
        cell.nodeValue = rows[index]?.[column] ?? '–';
      }
    }
  }
}

const floor: Floor = {
  painted: () => painted,
  async frames(count) {
    const texts = Array.from({ length: rowsInPage }, (_, row) =>
      columns.map(column => `${column} of row ${row}`),
    );
    const times: number[] = [];
    let last = await nextFrame();
    for (let frame = 0; frame < count; frame++) {
      show(
        texts.map(row => Object.fromEntries(columns.map((id, at) => [id, `${row[at]} ${frame}`]))),
      );
      const now = await nextFrame();
      times.push(now - last);
      last = now;
    }
    return times;
  },
};

build();
Object.assign(window, { floor });
