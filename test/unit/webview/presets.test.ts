import assert from 'node:assert/strict';
import { checkPreferences, defaultPreferences } from '../../../src/protocol/schemas';
import { isInUse, presets } from '../../../webview/model/presets';

describe('the presets of the table', () => {
  const [classic, triage] = presets();

  it('are the nine default columns, and what tells failures apart', () => {
    assert.ok(classic && triage);
    assert.ok(isInUse(classic, defaultPreferences));
    assert.ok(!isInUse(triage, defaultPreferences));
    const chosen = { ...defaultPreferences, ...triage.layout };
    assert.deepEqual(
      chosen.columns.map(({ id }) => id),
      ['status', 'timestamp', 'taskType', 'statusReason', 'mediaId', 'jobName'],
    );
    assert.ok(isInUse(triage, chosen) && !isInUse(classic, chosen));
    assert.deepEqual(checkPreferences(chosen), chosen, 'the host keeps it');
  });

  it('stay in use with other widths, not with other columns or times', () => {
    assert.ok(classic);
    const { columns } = defaultPreferences;
    const wider = columns.map(column => ({ ...column, width: 200 }));
    assert.ok(isInUse(classic, { ...defaultPreferences, columns: wider }));
    assert.ok(!isInUse(classic, { ...defaultPreferences, columns: columns.toReversed() }));
    assert.ok(!isInUse(classic, { ...defaultPreferences, columns: columns.slice(1) }));
    assert.ok(!isInUse(classic, { ...defaultPreferences, timeStyle: 'relative' }));
  });
});
