/** The values used last, at most `max`; drops the least recently used. */
export class LruCache<V> {
  /** In the order of use. */
  private readonly entries = new Map<string, V>();

  constructor(
    private readonly max: number,
    private readonly onEvict: (value: V) => void = () => undefined,
  ) {}

  get(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    for (const [oldest, evicted] of [...this.entries].slice(0, -this.max)) {
      this.entries.delete(oldest);
      this.onEvict(evicted);
    }
  }

  /** The value used last comes first. */
  get values(): readonly V[] {
    return [...this.entries.values()].reverse();
  }

  clear(): void {
    this.entries.clear();
  }
}
