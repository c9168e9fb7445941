import type { ToHost } from '../../src/protocol/toHost';
import { typedSearch, type TypedSearch } from './searchText';

/** The text in the search box while it differs from the active search. */
export class SearchInput {
  private typed: TypedSearch | undefined;

  constructor(private readonly post: (message: ToHost) => void) {}

  /** What the search box shows while this search is active. */
  over(activeText: string): TypedSearch {
    return this.typed ?? typedSearch(activeText);
  }

  /** The text, if it has an error. */
  get invalidText(): string | undefined {
    return this.typed?.problem ? this.typed.text : undefined;
  }

  set(text: string): void {
    this.replace(typedSearch(text));
  }

  clear(): void {
    this.replace(undefined);
  }

  /** Tells the host of errors: it must not export or act on more jobs than the user meant. */
  private replace(typed: TypedSearch | undefined): void {
    const before = this.invalidText;
    this.typed = typed;
    const text = this.invalidText;
    if (text !== before) {
      this.post({ type: 'invalidSearch', text });
    }
  }
}
