import { defaultPreferences, type Preferences } from '../../src/protocol/schemas';
import type { ToHost } from '../../src/protocol/toHost';
import type { HiddenColumns } from './columnFit';

export interface TableLayoutOptions {
  readonly post: (message: ToHost) => void;
  readonly onChange: () => void;
  /** Other parts of the page follow the time zone. */
  readonly onPreferences: () => void;
}

/** The table layout that the host stores, and which of its columns the table hides now. */
export class TableLayout {
  private current: Preferences = defaultPreferences;
  private hiddenNow: HiddenColumns = new Map();

  constructor(private readonly options: TableLayoutOptions) {}

  get preferences(): Preferences {
    return this.current;
  }

  /** Selected columns that the table does not show. */
  get hidden(): HiddenColumns {
    return this.hiddenNow;
  }

  change(change: Partial<Preferences>): void {
    this.current = { ...this.current, ...change };
    this.options.post({ type: 'preferences', preferences: this.current });
    this.options.onPreferences();
    this.options.onChange();
  }

  receive(preferences: Preferences): void {
    this.current = preferences;
    this.options.onPreferences();
    this.options.onChange();
  }

  setHidden(hidden: HiddenColumns): void {
    this.hiddenNow = hidden;
    this.options.onChange();
  }
}
