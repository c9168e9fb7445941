import { Emitter, type Disposable } from '../base/emitter';
import { makeTaskTypeOf, type TaskTypeRule, type Workload } from './taskType';

/** The current task type rules, which the user can change at any time. */
export class TaskTypes implements Disposable {
  private readonly changed = new Emitter<undefined>();
  private classify: (job: Workload) => string;

  readonly onDidChange = this.changed.event;

  constructor(rules: readonly TaskTypeRule[]) {
    this.classify = makeTaskTypeOf(rules);
  }

  readonly of = (job: Workload): string => this.classify(job);

  use(rules: readonly TaskTypeRule[]): void {
    this.classify = makeTaskTypeOf(rules);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
