import { draftNow } from '../setUp/draftNow';
import { walk } from '../setUp/wizard';
import { applyAll, tableParts, type SetUpServices } from '../setUp/applyConnection';
import { requireTrust } from '../connection/trustedAws';
import type { CommandHandler } from './command';

/** The guided set-up: profile, region, table, then the jobs. Cancelling changes nothing. */
export const setUp =
  (services: SetUpServices): CommandHandler =>
  async () => {
    requireTrust();
    const chosen = await walk(draftNow(services));
    if (chosen) {
      const { profile = '', region = '', tableName = '' } = chosen;
      await applyAll(services, () =>
        services.connections.change({ profile, region, ...tableParts(tableName) }),
      );
    }
  };
