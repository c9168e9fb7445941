import assert from 'node:assert/strict';
import {
  exceptionsOf,
  isOfMatching,
  isOfSelection,
  jobIdOf,
  jobIdsOf,
} from '../../../../src/ui/commands/jobTargets';
import { aJob } from '../../../support/builders/builders';

const menu = { webviewSection: 'job', jobId: 'b', selectedIds: ['a', 'b'] };

describe('the jobs of a command', () => {
  it('are those of a tree node or an id', () => {
    assert.deepEqual(jobIdsOf({ kind: 'job', job: aJob({ jobId: 'a' }) }), ['a']);
    assert.deepEqual(jobIdsOf('a'), ['a']);
    assert.deepEqual(jobIdsOf({ kind: 'group', grouping: 'taskType', path: ['x'] }), []);
  });

  it('are all chosen rows when the menu is on one of them, else the one it is on', () => {
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: true }), ['a', 'b']);
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: false }), ['b']);
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: true, selectedIds: [] }), ['b']);
    assert.equal(jobIdOf({ ...menu, isSelected: true }), 'b', 'what takes one job takes this one');
  });

  it('are all that pass the filter when all are chosen and the menu is on one of them', () => {
    assert.equal(isOfMatching({ ...menu, isSelected: true, selectsMatching: true }), true);
    assert.equal(isOfMatching({ ...menu, isSelected: false, selectsMatching: true }), false);
    assert.equal(isOfMatching(undefined), false);
  });

  it('are all that pass but those that were taken out again', () => {
    assert.deepEqual(exceptionsOf({ exceptIds: ['a', 7, ''] }), ['a']);
    assert.deepEqual(exceptionsOf({ exceptIds: 'a' }), []);
    assert.deepEqual(exceptionsOf(undefined), []);
  });

  it('are that of an event document', () => {
    assert.deepEqual(jobIdsOf({ scheme: 'batch-monitor-event', path: '/x', query: 'a' }), ['a']);
    assert.deepEqual(jobIdsOf({ scheme: 'file', path: '/x', query: 'a' }), []);
  });

  it('are those selected in the view when one of its keybindings says so', () => {
    assert.equal(isOfSelection({ of: 'selection' }), true);
    assert.equal(isOfSelection({ of: 'x' }), false);
    assert.equal(isOfSelection('selection'), false);
    assert.equal(isOfSelection(null), false);
  });

  it('are none for anything else', () => {
    for (const target of [undefined, null, 7, '', {}, [], { jobId: 7 }, { jobId: '' }]) {
      assert.deepEqual(jobIdsOf(target), []);
      assert.equal(jobIdOf(target), undefined);
    }
  });
});
