import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../core/base/emitter';
import type { Attention } from '../../core/polling/pollingPolicy';

/** A view or panel that can be hidden. */
export interface Surface {
  readonly visible: boolean;
  readonly onDidChangeVisibility: (listener: () => void) => Disposable;
}

/** Tracks whether VS Code's window has the focus and whether any of the surfaces is visible. */
export class UserAttention implements Disposable {
  private readonly changed = new Emitter<Attention>();
  private readonly surfaces: Surface[] = [];
  private readonly subscriptions: DisposableStore;
  private last: Attention;

  readonly onDidChange: Event<Attention> = this.changed.event;

  constructor() {
    this.last = this.current();
    this.subscriptions = new DisposableStore(
      vscode.window.onDidChangeWindowState(() => this.update()),
    );
  }

  get now(): Attention {
    return this.last;
  }

  watch(surface: Surface): void {
    this.surfaces.push(surface);
    this.subscriptions.add(surface.onDidChangeVisibility(() => this.update()));
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private current(): Attention {
    return {
      windowFocused: vscode.window.state.focused,
      somethingShown: this.surfaces.some(({ visible }) => visible),
    };
  }

  private update(): void {
    const next = this.current();
    const { windowFocused, somethingShown } = this.last;
    if (next.windowFocused !== windowFocused || next.somethingShown !== somethingShown) {
      this.last = next;
      this.changed.fire(next);
    }
  }
}
