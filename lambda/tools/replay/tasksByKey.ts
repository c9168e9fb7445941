/** Runs a limited number of tasks in parallel, but the tasks of one key in sequence. */
export class TasksByKey {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly maxRunning: number) {}

  /**
   * Resolves when the task has started. Rejects when an earlier task has failed.
   * Await it before you start the next one: that keeps the order.
   */
  async start(key: string, task: () => Promise<void>): Promise<void> {
    await this.running.get(key);
    while (this.running.size >= this.maxRunning) {
      await Promise.race(this.running.values());
    }
    const done = task().then(() => {
      this.running.delete(key);
    });
    // A failed task stays in the map, so that the next `start` or `end` rejects with its error.
    done.catch(() => undefined);
    this.running.set(key, done);
  }

  /** Resolves when all tasks have succeeded. */
  async end(): Promise<void> {
    await Promise.all(this.running.values());
  }
}
