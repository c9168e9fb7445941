import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposableStore';
import { Emitter, type Disposable, type Event } from '../../core/base/emitter';
import type { Attention } from '../../core/polling/pollingPolicy';

/** A surface of ours that comes and goes. */
export interface Surface {
  readonly visible: boolean;
  readonly onDidChangeVisibility: (listener: () => void) => Disposable;
}

/** Sees whether VS Code's window has the focus and whether any of the surfaces is on screen. */
export class UserAttention implements Disposable {
  private readonly changed = new Emitter<Attention>();
  private readonly surfaces: Surface[] = [];
  private readonly subscriptions: DisposableStore;
  private known: Attention;

  readonly onDidChange: Event<Attention> = this.changed.event;

  constructor() {
    this.known = this.current();
    this.subscriptions = new DisposableStore(
      vscode.window.onDidChangeWindowState(() => this.update()),
    );
  }

  get now(): Attention {
    return this.known;
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
    const seen = this.current();
    const { windowFocused, somethingShown } = this.known;
    if (seen.windowFocused !== windowFocused || seen.somethingShown !== somethingShown) {
      this.known = seen;
      this.changed.fire(seen);
    }
  }
}
