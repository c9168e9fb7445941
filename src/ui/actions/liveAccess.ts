import type { Disposable } from '../../core/base/emitter';
import { isSameConnection, type Connection } from '../../data/config/connection';
import type { LiveJobs } from '../../data/batch/liveJobs';

/** The client for live actions on one connection at a time; opened when it is first needed. */
export class LiveAccess implements Disposable {
  private opened: { readonly connection: Connection; readonly live: LiveJobs } | undefined;

  constructor(private readonly open: (connection: Connection) => Promise<LiveJobs>) {}

  async of(connection: Connection): Promise<LiveJobs> {
    if (!this.opened || !isSameConnection(this.opened.connection, connection)) {
      const live = await this.open(connection);
      this.opened?.live.close();
      this.opened = { connection, live };
    }
    return this.opened.live;
  }

  dispose(): void {
    this.opened?.live.close();
    this.opened = undefined;
  }
}
