import { Emitter, type Disposable } from './emitter';
import type { Job } from './job';
import { makeTaskTypeOf, type TaskTypeRule } from './taskType';

/** The task-type rules in force, which the user may change at any time. */
export class TaskTypes implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private classify: (job: Job) => string;

  readonly onDidChange = this.changed.event;

  constructor(rules: readonly TaskTypeRule[]) {
    this.classify = makeTaskTypeOf(rules);
  }

  readonly of = (job: Job): string => this.classify(job);

  use(rules: readonly TaskTypeRule[]): void {
    this.classify = makeTaskTypeOf(rules);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
