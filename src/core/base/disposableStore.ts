import type { Disposable } from './emitter';

/** Disposes of everything added to it, in the order of addition. */
export class DisposableStore implements Disposable {
  private readonly members: Disposable[];

  constructor(...members: readonly Disposable[]) {
    this.members = [...members];
  }

  add(...members: readonly Disposable[]): void {
    this.members.push(...members);
  }

  /** Disposing again does nothing. */
  dispose(): void {
    this.members.splice(0).forEach(member => member.dispose());
  }
}
