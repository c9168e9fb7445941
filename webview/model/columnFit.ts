import type { ColumnId } from '../../src/core/filter/columns';
import type { Preferences } from '../../src/protocol/schemas';

type Columns = Preferences['columns'];

interface ColumnSpec {
  /** In characters: the least that is readable, and the most that is worth the space. */
  readonly min: number;
  readonly max: number;
  /** Columns with a higher rank are hidden first. */
  readonly rank: number;
  readonly font: Font;
}

/** Identifiers are monospaced, and digits wider than most letters. */
export type Font = 'text' | 'id' | 'digits';

const id = (rank: number): ColumnSpec => ({ min: 9, max: 15, rank, font: 'id' });
const text = (rank: number, min: number, max: number): ColumnSpec => ({
  min,
  max,
  rank,
  font: 'text',
});
const digits = (rank: number, min: number, max: number): ColumnSpec => ({
  ...text(rank, min, max),
  font: 'digits',
});

const specs: Readonly<Record<ColumnId, ColumnSpec>> = {
  status: text(0, 9, 24),
  statusReason: text(0, 14, 400),
  timestamp: digits(1, 14, 20),
  taskType: text(2, 9, 26),
  mediaId: id(3),
  jobName: text(4, 10, 60),
  duration: digits(5, 8, 14),
  exitCode: digits(6, 4, 8),
  jobId: id(7),
  attempts: digits(8, 4, 8),
  definition: text(9, 12, 40),
  queue: text(10, 12, 40),
  workspace: text(11, 9, 24),
  resolution: text(11, 9, 20),
  taskId: id(12),
  region: text(13, 9, 20),
};

/** The characters of a reason that tell most of them apart: other columns are hidden for these. */
const reasonChars = 48;
/** In a very narrow table, these are enough: one more column says which job it is. */
const narrowReasonChars = 41;
/** Beside the details, which show the reason of their job, the media and what ranks before it are not hidden for more. */
const reasonCharsBesideDetails = 20;
const narrowBelow = 640;
/** Others get more than their least once the reason has these. */
const wholeReasonChars = 64;
/** A job name has this many before the reason gets more. */
const nameChars = 24;

/**
 * Narrower tables hide columns; wider ones scroll sideways. In pixels: beside the side bar in a window of
 * 1280 the reason is readable, too.
 */
const hidesBelow = 960;
/** Of a cell, and of a row; left and right together. In pixels. */
export const cellPadding = 12;
export const rowPadding = 20;

/** What a layout depends on, in pixels. */
export interface FitInput {
  readonly columns: Columns;
  /** The width of the table. */
  readonly width: number;
  readonly isBesideDetails?: boolean;
  /** The average width of a character. */
  readonly char: Readonly<Record<Font, number>>;
  /** The width of a column's title and of its widest content, padding included. */
  readonly titles: ReadonlyMap<ColumnId, number>;
  readonly contents: ReadonlyMap<ColumnId, number>;
}

export interface FittedColumn {
  readonly id: ColumnId;
  readonly width: number;
  /** How many characters fit. */
  readonly chars: number;
}

export interface ColumnFit {
  readonly columns: readonly FittedColumn[];
  /** A `grid-template-columns` value, and the width below which the table scrolls. */
  readonly template: string;
  readonly minWidth: number;
  readonly scrolls: boolean;
}

/** Why the table does not show a selected column: all jobs have the same value, or it does not fit. */
export type HiddenColumns = ReadonlyMap<ColumnId, 'oneValue' | 'noRoom'>;

export const noColumns: ColumnFit = { columns: [], template: '', minWidth: 0, scrolls: false };

interface Sized {
  readonly id: ColumnId;
  readonly min: number;
  readonly ideal: number;
  readonly isFixed: boolean;
  width: number;
}

/**
 * Fits the columns into the table: each at least readable, the reason first, then all by their content. A
 * width set by the user stays.
 */
export function fitColumns(input: FitInput): ColumnFit {
  const space = input.width - rowPadding;
  const shown = input.columns.map(column => sizedOf(column, input));
  if (input.width < hidesBelow) {
    const needed = input.width < narrowBelow ? narrowReasonChars : reasonChars;
    const lastKept = input.isBesideDetails ? specs.mediaId.rank : 0;
    hideColumns(shown, space, reasonWidth(shown, input, needed), lastKept);
    hideColumns(shown, space, reasonWidth(shown, input, reasonCharsBesideDetails), 0);
  }
  distribute(shown, space, input);
  const used = sum(shown);
  const growing = lastGrowing(shown);
  return {
    columns: shown.map(({ id: column, width }) => ({
      id: column,
      width: column === growing?.id ? width + Math.max(0, space - used) : width,
      chars: Math.floor((width - cellPadding + 0.5) / charOf(column, input)),
    })),
    template: shown
      .map(({ id: column, width }) =>
        column === growing?.id ? `minmax(${width}px, 1fr)` : `${width}px`,
      )
      .join(' '),
    minWidth: used + rowPadding,
    scrolls: used > space,
  };
}

const charOf = (column: ColumnId, { char }: FitInput): number => char[specs[column].font];

function sizedOf({ id: column, width }: Columns[number], input: FitInput): Sized {
  if (width !== undefined) {
    return { id: column, min: width, ideal: width, isFixed: true, width };
  }
  const { min, max } = specs[column];
  const inPixels = (chars: number): number =>
    Math.ceil(chars * charOf(column, input)) + cellPadding;
  const title = input.titles.get(column) ?? 0;
  const content = Math.max(title, input.contents.get(column) ?? inPixels(max));
  const ideal = Math.ceil(Math.min(content, Math.max(title, inPixels(max))));
  // A column of short texts is no wider than these, and a status is never cut.
  const least =
    column === 'status' ? ideal : Math.ceil(Math.max(title, Math.min(inPixels(min), ideal)));
  return { id: column, min: least, ideal, isFixed: false, width: least };
}

function reasonWidth(shown: readonly Sized[], { char }: FitInput, chars: number): number {
  const reason = shown.find(({ id: column, isFixed }) => column === 'statusReason' && !isFixed);
  return reason ? Math.min(reason.ideal, Math.ceil(chars * char.text) + cellPadding) : 0;
}

/** Hides the least important columns until the others and the reason fit; those up to the rank `lastKept` stay. */
function hideColumns(shown: Sized[], space: number, wanted: number, lastKept: number): void {
  const reasonMin = shown.find(({ id: column }) => column === 'statusReason')?.min ?? 0;
  const extra = Math.max(0, wanted - reasonMin);
  while (shown.length > 1 && sum(shown) + extra > space) {
    const rank = Math.max(...shown.map(({ id: column }) => specs[column].rank));
    if (rank <= lastKept) {
      return;
    }
    shown.splice(
      shown.findIndex(({ id: column }) => specs[column].rank === rank),
      1,
    );
  }
}

/** Gives the rest of the space to those that gain most from it. */
function distribute(shown: readonly Sized[], space: number, input: FitInput): void {
  const wanted = reasonWidth(shown, input, wholeReasonChars);
  let rest = space - sum(shown);
  const grow = (column: Sized | undefined, to: number): void => {
    if (column && !column.isFixed) {
      const more = Math.max(0, Math.min(rest, Math.min(to, column.ideal) - column.width));
      column.width += more;
      rest -= more;
    }
  };
  const reason = shown.find(({ id: column }) => column === 'statusReason');
  // In a table that scrolls sideways, the reason is readable, too.
  if (rest < 0) {
    rest = reasonWidth(shown, input, reasonChars) - (reason?.width ?? 0);
  }
  grow(reason, wanted);
  const byRank = shown.toSorted((a, b) => specs[a.id].rank - specs[b.id].rank);
  for (const column of byRank.filter(one => one !== reason)) {
    grow(
      column,
      column.id === 'jobName' ? Math.ceil(nameChars * input.char.text) + cellPadding : column.ideal,
    );
  }
  grow(reason, Infinity);
  grow(
    shown.find(({ id: column }) => column === 'jobName'),
    Infinity,
  );
}

const sum = (shown: readonly Sized[]): number =>
  shown.reduce((total, { width }) => total + width, 0);

const growing: readonly ColumnId[] = ['statusReason', 'jobName', 'definition', 'queue', 'taskType'];

/** The column that takes what is left of the width. */
function lastGrowing(shown: readonly Sized[]): Sized | undefined {
  const free = shown.filter(({ isFixed }) => !isFixed);
  return growing
    .map(column => free.find(one => one.id === column))
    .find(column => column !== undefined);
}
