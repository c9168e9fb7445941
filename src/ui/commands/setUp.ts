import { draftNow } from '../setUp/draftNow';
import { walk } from '../setUp/wizard';
import { applyAll, type SetUpServices } from '../setUp/applyConnection';
import { requireTrust } from '../connection/trustedAws';
import type { CommandHandler } from './command';

/** The guided set-up: source, profile, region and table, then the jobs. Cancelling changes nothing. */
export const setUp =
  (services: SetUpServices): CommandHandler =>
  async () => {
    requireTrust();
    const chosen = await walk(draftNow(services), { offersSample: true });
    if (chosen) {
      const { source, profile = '', region = '', tableName = '' } = chosen;
      const parts = source === 'batch' ? { source } : { tableName };
      await applyAll(services, () => services.connections.change({ profile, region, ...parts }));
    }
  };
