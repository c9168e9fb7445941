/** A part of the page whose script loads when it is first shown. */
export class LazyPart<T> {
  private loaded: T | undefined;
  private loading: Promise<void> | undefined;
  private hasFailed = false;

  /** `onChange` is called when the script has loaded, or cannot be loaded. */
  constructor(
    private readonly load: () => Promise<T>,
    private readonly onChange: () => void,
  ) {}

  /** After an update of the extension the files of an open page may be gone. */
  get failed(): boolean {
    return this.hasFailed;
  }

  /** Starts loading on first use; undefined until then. */
  get value(): T | undefined {
    void this.ready();
    return this.loaded;
  }

  /** Resolves when the script has loaded, or cannot be loaded. */
  async ready(): Promise<void> {
    this.loading ??= this.load()
      .then(
        loaded => {
          this.loaded = loaded;
        },
        () => {
          this.hasFailed = true;
        },
      )
      .then(this.onChange);
    await this.loading;
  }
}
