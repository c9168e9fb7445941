import type { Disposable } from './emitter';

/** Disposes of all it holds at once, in the order they were added. */
export class DisposableStore implements Disposable {
  private readonly members: Disposable[];

  constructor(...members: readonly Disposable[]) {
    this.members = [...members];
  }

  add(...members: readonly Disposable[]): void {
    this.members.push(...members);
  }

  /** Once: disposing again does nothing. */
  dispose(): void {
    this.members.splice(0).forEach(member => member.dispose());
  }
}
