import assert from 'node:assert/strict';
import { MediaRows } from '../../../../src/core/media/mediaRows';
import { JobStore } from '../../../../src/core/store/jobStore';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';

describe('MediaRows', () => {
  const followed = () => {
    const store = new JobStore();
    store.apply([
      aJob({ jobId: 'a1', mediaId: 'a' }),
      aJob({ jobId: 'ab', mediaId: 'ab' }),
      aJob({ jobId: 'a2', mediaId: 'a' }),
      aJob({ jobId: 'none' }),
    ]);
    const media = new MediaRows(store.rows, 'a');
    store.observe(media);
    finish(media.search());
    const ids = (): string[] => media.read().map(row => store.rows.fields.jobId.get(row));
    return { store, media, ids };
  };

  it('are exactly the jobs of the media item, also after jobs come, go and change', () => {
    const { store, ids } = followed();
    assert.deepEqual(ids(), ['a1', 'a2']);
    store.apply([
      aJob({ jobId: 'a3', mediaId: 'a' }),
      aJob({ jobId: 'a1', mediaId: 'b' }),
      aJob({ jobId: 'ab', mediaId: 'a' }),
    ]);
    assert.deepEqual(ids(), ['ab', 'a2', 'a3']);
  });

  it('have changed only when one of its jobs has', () => {
    const { store, media, ids } = followed();
    ids();
    store.apply([aJob({ jobId: 'ab', mediaId: 'ab', status: 'FAILED' }), aJob({ jobId: 'new' })]);
    assert.equal(media.hasChanged, false);
    store.apply([aJob({ jobId: 'a2', mediaId: 'a', status: 'FAILED' })]);
    assert.equal(media.hasChanged, true);
    ids();
    assert.equal(media.hasChanged, false);
  });
});
