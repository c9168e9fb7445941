import type { DashboardPage } from './dashboardPage';

/** How much of the table can be seen. */
export interface Room {
  /** Whole rows between the header and the lower edge of the table. */
  readonly rows: number;
  /** The table's share of the page's height. */
  readonly share: number;
  /** Characters of the reason in the first row, and how many of them can be seen. */
  readonly reasonLength: number;
  readonly reasonInSight: number;
}

/** Measures the table: what lies within its edges and is not cut. */
export function roomOf({ page }: DashboardPage): Promise<Room> {
  return page.evaluate(() => {
    const grid = document.querySelector('.grid');
    const head = grid?.querySelector('.head-group');
    const titles = [...document.querySelectorAll('.head-cell')];
    const title = titles.find(cell => /^\s*(Status )?Reason/.test(cell.textContent));
    const column = title?.getAttribute('data-column') ?? 'none';
    const cell = document.querySelector(`[data-row="0"] [data-column="${column}"]`);
    const frame = grid?.getBoundingClientRect();
    const top = head?.getBoundingClientRect().bottom ?? 0;
    const bottom = Math.min((frame?.top ?? 0) + (grid?.clientHeight ?? 0), innerHeight);
    let reasonLength = 0;
    let reasonInSight = 0;
    if (cell && frame) {
      const style = getComputedStyle(cell);
      const box = cell.getBoundingClientRect();
      const right = Math.min(box.right - parseFloat(style.paddingRight), frame.right, innerWidth);
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? '';
        for (let at = 0; at < text.length; at++) {
          if (text[at]?.trim() === '' && (reasonLength === 0 || text.slice(at).trim() === '')) {
            continue;
          }
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const letter = range.getBoundingClientRect();
          reasonLength++;
          // A space at the end of a line has no box.
          if (letter.width > 0 && letter.left >= frame.left && letter.right <= right + 0.5) {
            reasonInSight++;
          }
        }
      }
      // The ellipsis takes the place of about one letter.
      reasonInSight -= cell.scrollWidth > cell.clientWidth && reasonInSight > 0 ? 1 : 0;
    }
    return {
      rows: Math.max(0, Math.floor((bottom - top) / 22)),
      share: Math.round(((bottom - (frame?.top ?? 0)) / innerHeight) * 100) / 100,
      reasonLength,
      reasonInSight,
    };
  });
}

/** Sizes of the page: a window with and without VS Code's panel, its side bar, and zoom. */
export const pageSizes: readonly (readonly [width: number, height: number, note: string])[] = [
  [1600, 900, 'alone'],
  [1600, 420, 'with the panel'],
  [1280, 800, 'alone'],
  [1280, 420, 'with the panel'],
  [930, 720, '1280 with the side bar'],
  [1024, 768, 'alone'],
  [1024, 420, 'with the panel'],
  [680, 330, '1024 × 768 with the side bar and the panel'],
  [900, 700, 'alone'],
  [900, 420, 'with the panel'],
  [400, 700, 'alone'],
  [400, 420, 'with the panel'],
  [1067, 600, '1600 × 900 at 150 %'],
  [800, 450, '1600 × 900 at 200 %'],
  [853, 533, '1280 × 800 at 150 %'],
  [640, 400, '1280 × 800 at 200 %'],
  [683, 512, '1024 × 768 at 150 %'],
  [512, 384, '1024 × 768 at 200 %'],
];
