/** The font of a text: of identifiers, of column titles, or the page's. */
export type TextKind = 'text' | 'id' | 'title';

const typicalText = 'Essential container in task exited';
const typicalDigits = '2026-11-23 10:00:00';

/** Latin-1 without its controls, and common punctuation. */
const plain = /[ -~\xA0-\xFF–—‘’“”•…]/;

/** Many texts repeat from one list to the next. */
const maxKnown = 2_000;

/** Measures texts without laying them out, in the fonts of an element. */
export class TextWidths {
  private readonly canvas = document.createElement('canvas').getContext('2d');
  private fonts: Readonly<Record<TextKind, string>> = { text: '', id: '', title: '' };
  /** In pixels, by font and text. */
  private readonly known = new Map<string, number>();
  /** In pixels, by font and character. */
  private readonly characters: Record<string, Record<string, number>> = {};

  constructor(private readonly element: HTMLElement) {}

  /** Reads the fonts again, since a theme or setting may change them; returns what identifies them. */
  update(): string {
    const { fontFamily, fontSize } = getComputedStyle(this.element);
    const mono = getComputedStyle(document.documentElement).getPropertyValue('--mono');
    this.fonts = {
      text: `${fontSize} ${fontFamily}`,
      title: `600 ${fontSize} ${fontFamily}`,
      id: `${parseFloat(fontSize) - 1}px ${mono || fontFamily}`,
    };
    return this.fonts.text + this.fonts.id;
  }

  /** In pixels. */
  widthOf(text: string, kind: TextKind): number {
    if (!this.canvas) {
      return text.length * 7;
    }
    const font = this.fonts[kind];
    const key = `${font} ${text}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.known.size >= maxKnown) {
      this.known.clear();
    }
    this.canvas.font = font;
    const { width } = this.canvas.measureText(text);
    this.known.set(key, width);
    return width;
  }

  /**
   * The sum of the widths of a text's characters, which is its width but for kerning. Measuring each new text would
   * take longer than painting it. Infinite for other scripts: their characters may combine, or be higher than a row.
   */
  sumOf(text: string, kind: TextKind): number {
    const widths = (this.characters[this.fonts[kind]] ??= {});
    let sum = 0;
    for (const character of text) {
      // In columns of numbers, all digits are equally wide.
      sum += widths[character] ??= plain.test(character)
        ? this.widthOf(character.replace(/\d/, '0'), kind)
        : Infinity;
    }
    return sum;
  }

  /** The average width of a character. */
  get chars(): Readonly<Record<'text' | 'id' | 'digits', number>> {
    const average = (text: string, kind: TextKind): number =>
      this.widthOf(text, kind) / text.length;
    return {
      text: average(typicalText, 'text'),
      id: average(typicalText, 'id'),
      digits: average(typicalDigits, 'text'),
    };
  }

  /**
   * The width of the widest text. Only the longest are measured: others are rarely wider. Of identifiers, all
   * characters are equally wide.
   */
  widest(texts: readonly string[], kind: TextKind): number {
    const longest = Math.max(0, ...texts.map(({ length }) => length));
    const least = kind === 'id' ? longest : longest * 0.8;
    const candidates = [...new Set(texts.filter(({ length }) => length >= least))];
    const measured = kind === 'id' ? candidates.slice(0, 1) : candidates;
    return Math.max(0, ...measured.map(text => this.widthOf(text, kind)));
  }
}
