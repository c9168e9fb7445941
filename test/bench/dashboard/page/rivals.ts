import {
  provideVSCodeDesignSystem,
  vsCodeDataGrid,
  vsCodeDataGridCell,
  vsCodeDataGridRow,
} from '@vscode/webview-ui-toolkit';
import type { Rivals } from '../probeApi';
import { afterPaint, nextFrame } from './frames';

const columns = [
  'Media ID',
  'Task ID',
  'Task Type',
  'Status',
  'Job ID',
  'Job Name',
  'Region',
  'Timestamp',
  'Status Reason',
];

provideVSCodeDesignSystem().register(vsCodeDataGrid(), vsCodeDataGridRow(), vsCodeDataGridCell());

/** As long as a real row's texts. */
function made(rows: number): Record<string, string>[] {
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map((column, index) => [column, `${column} ${row * 9 + index} 69490f5f`]),
    ),
  );
}

const rivals: Rivals = {
  /** The grid that comes with the controls of the page. */
  async toolkitGrid(rows) {
    const data = made(rows);
    const grid = document.createElement('vscode-data-grid');
    document.body.replaceChildren(grid);
    await afterPaint();
    const start = performance.now();
    Object.assign(grid, {
      columnDefinitions: columns.map(column => ({ columnDataKey: column, title: column })),
      rowsData: data,
    });
    // It makes rows and then cells in later turns.
    while (grid.querySelectorAll('vscode-data-grid-cell').length < (rows + 1) * columns.length) {
      await nextFrame();
    }
    const end = await afterPaint();
    document.body.replaceChildren();
    return end - start;
  },
  /** A table without anything: the floor of what is not virtual. */
  async htmlTable(rows) {
    const data = made(rows);
    await afterPaint();
    const start = performance.now();
    const table = document.createElement('table');
    for (const facts of data) {
      const line = table.insertRow();
      for (const column of columns) {
        line.insertCell().textContent = facts[column] ?? '';
      }
    }
    document.body.replaceChildren(table);
    const end = await afterPaint();
    document.body.replaceChildren();
    return end - start;
  },
};

Object.assign(window, { rivals });
