import type { ColumnId } from '../../../src/core/filter/columns';
import type { Row } from '../../../src/protocol/rows';
import {
  cellPadding,
  fitColumns,
  noColumns,
  type ColumnFit,
  type HiddenColumns,
} from '../../model/columnFit';
import type { Preferences } from '../../../src/protocol/schemas';
import { columnHeading, naturalText } from './cellTexts';
import { TextWidths, type TextKind } from './textWidths';

/** So many rows tell how wide the content of a column is. */
const sampleRows = 60;
/** Of the icon of a status or of the sort order, with its gap. In pixels. */
const iconWidth = 20;

export interface WidthsInput {
  readonly preferences: Preferences;
  /** Identifies the list of rows: another filter or order. */
  readonly list: number;
  /** Whether jobs have different regions. */
  readonly hasRegions: boolean;
  readonly isBesideDetails: boolean;
  readonly rowAt: (index: number) => Row | undefined;
}

/**
 * The columns that are shown, and their widths. They fit the widest content among the first rows of each list so
 * far, so that another filter or order moves them only if its rows need more space, and stay while one scrolls or
 * jobs change.
 */
export class ColumnWidths {
  private readonly texts: TextWidths;
  /** Of the grid, in pixels. Read when it changes: reading it later would lay out the page. */
  private width: number;
  private list = 0;
  private sampled = 0;
  /** What the widths of texts depend on, and those of the widest contents so far. */
  private look = '';
  private readonly contents = new Map<ColumnId, number>();
  private key = '';
  private fit = noColumns;
  private hiddenNow: HiddenColumns = new Map();

  constructor(private readonly grid: HTMLElement) {
    this.texts = new TextWidths(grid);
    this.width = grid.clientWidth;
  }

  /** Call when the grid may have another width. */
  resize(): void {
    this.width = this.grid.clientWidth;
  }

  /** The fit; the same object as before if nothing has changed that matters. */
  update(input: WidthsInput): ColumnFit {
    const { preferences, hasRegions, isBesideDetails } = input;
    this.measureContents(input);
    const { width } = this;
    const key = JSON.stringify([this.look, [...this.contents], hasRegions, isBesideDetails, width]);
    if (this.key === key) {
      return this.fit;
    }
    this.key = key;
    const columns = preferences.columns.filter(
      (column, _, all) =>
        column.id !== 'region' || hasRegions || column.width !== undefined || all.length === 1,
    );
    this.fit = fitColumns({
      columns,
      width,
      isBesideDetails,
      char: this.texts.chars,
      titles: new Map(columns.map(({ id }) => [id, this.titleWidth(id, preferences)])),
      contents: this.contents,
    });
    const shown = new Set(this.fit.columns.map(({ id }) => id));
    const fitting = new Set(columns.map(({ id }) => id));
    this.hiddenNow = new Map(
      preferences.columns
        .filter(({ id }) => !shown.has(id))
        .map(({ id }) => [id, fitting.has(id) ? 'noRoom' : 'oneValue']),
    );
    return this.fit;
  }

  /** Measures the first rows of a list that was not measured yet, or had fewer rows. */
  private measureContents({ preferences, list, rowAt }: WidthsInput): void {
    const look = JSON.stringify([preferences, this.texts.update()]);
    if (look !== this.look) {
      this.look = look;
      this.contents.clear();
      this.sampled = 0;
    }
    if (list !== this.list) {
      this.list = list;
      this.sampled = 0;
    }
    if (this.sampled >= sampleRows) {
      return;
    }
    const rows = sampleOf(rowAt);
    if (rows.length > this.sampled) {
      this.sampled = rows.length;
      for (const { id } of preferences.columns) {
        const widest = this.contents.get(id) ?? 0;
        this.contents.set(id, Math.max(widest, this.contentWidth(id, rows, preferences)));
      }
    }
  }

  /** Selected columns that are not shown, as of the last update. */
  get hidden(): HiddenColumns {
    return this.hiddenNow;
  }

  /** Whether a text and so many icons surely fit in a cell. */
  fits(width: number, text: string, kind: TextKind, icons = 0): boolean {
    return this.texts.sumOf(text, kind) + icons * iconWidth + cellPadding <= width;
  }

  /** The width that shows a column's content whole, in the given rows. */
  wholeWidth(id: ColumnId, rows: readonly Row[], preferences: Preferences): number {
    const widths = [
      this.titleWidth(id, preferences) + iconWidth,
      this.contentWidth(id, rows, preferences),
    ];
    return Math.ceil(Math.max(...widths)) + 1;
  }

  private titleWidth(id: ColumnId, preferences: Preferences): number {
    return this.texts.widthOf(columnHeading(id, preferences), 'title') + cellPadding;
  }

  private contentWidth(id: ColumnId, rows: readonly Row[], preferences: Preferences): number {
    const texts = rows.map(row => naturalText(row, id, preferences));
    const icons = id === 'status' ? iconWidth + marksWidth(rows) : 0;
    return this.texts.widest(texts, id.endsWith('Id') ? 'id' : 'text') + icons + cellPadding;
  }
}

/** One mark fits beside any status, since users set marks later. */
const marksWidth = (rows: readonly Row[]): number =>
  Math.max(
    18,
    ...rows.map(({ broken, acknowledged }) => (broken ? 18 : 0) + (acknowledged ? 18 : 0)),
  );

function sampleOf(rowAt: (index: number) => Row | undefined): Row[] {
  return Array.from({ length: sampleRows }, (_, index) => rowAt(index)).filter(
    row => row !== undefined,
  );
}
