import assert from 'node:assert/strict';
import { Dynalite } from '../../../local/dynamodb/dynalite';
import { scaled } from '../../../local/process/slowness';
import { soak } from '../../../support/soak/soak';

/** The bench has the long one: an hour with 200,000 events and more. */
describe('a ten-minute soak test', () => {
  const emulator = new Dynalite();
  before(() => emulator.start());
  after(() => emulator.stop());

  it('ends with a store equal to the table, and with no leftovers', async function () {
    this.timeout(scaled(180_000));
    const figures = await soak({ endpoint: emulator.endpoint, seed: 5, jobs: 500, minutes: 10 });
    const { events, outcomes, refreshes, faults, panels, followed, complete } = figures;
    assert(events > 1_500 && (outcomes['stale'] ?? 0) > 50, 'events come, some late and twice');
    assert(refreshes.succeeded > 20 && refreshes.failed > 0 && faults > 0, 'reads fail, and go on');
    assert(panels > 10, 'dashboards come and go');
    assert.deepEqual(followed.examples, []);
    assert.equal(followed.digests.store, followed.digests.table);
    assert(followed.jobs >= 500);
    assert.equal(complete.jobs, followed.jobs - 50);
    assert.equal(complete.digests.store, complete.digests.table);
    assert.deepEqual(figures.miscounted, []);
    assert.deepEqual(figures.leaks, []);
  });
});
