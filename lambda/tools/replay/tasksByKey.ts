/** Runs so many tasks at the same time, but those of one key one after the other, in their order. */
export class TasksByKey {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly most: number) {}

  /**
   * Resolves when the task has begun. Rejects when it, or one begun earlier, has failed.
   * Wait for it before the next one: that is what keeps the order.
   */
  async start(key: string, task: () => Promise<void>): Promise<void> {
    await this.running.get(key);
    while (this.running.size >= this.most) {
      await Promise.race(this.running.values());
    }
    const done = task().then(() => {
      this.running.delete(key);
    });
    // A failed task stays, so that the next start or the end meets it.
    done.catch(() => undefined);
    this.running.set(key, done);
  }

  /** Resolves when all have ended well. */
  async end(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
