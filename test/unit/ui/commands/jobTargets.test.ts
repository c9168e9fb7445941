import assert from 'node:assert/strict';
import { isOfSelection, jobIdOf, jobIdsOf, targetOf } from '../../../../src/ui/commands/jobTargets';
import { aJob } from '../../../support/builders/builders';

const menu = { webviewSection: 'job', jobId: 'b', selectedIds: ['a', 'b'] };

describe('the jobs of a command', () => {
  it('are those of a tree node or an ID', () => {
    assert.deepEqual(jobIdsOf({ kind: 'job', job: aJob({ jobId: 'a' }) }), ['a']);
    assert.deepEqual(jobIdsOf('a'), ['a']);
    assert.deepEqual(jobIdsOf({ kind: 'group', grouping: 'taskType', path: ['x'] }), []);
  });

  it('are all selected rows when the menu is on one of them, otherwise the one it is on', () => {
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: true }), ['a', 'b']);
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: false }), ['b']);
    assert.deepEqual(jobIdsOf({ ...menu, isSelected: true, selectedIds: [] }), ['b']);
    assert.equal(jobIdOf({ ...menu, isSelected: true }), 'b', 'what takes one job takes this one');
  });

  it('are all that match the filter when all are selected and the menu is on one of them', () => {
    const all = { ...menu, selectedIds: undefined, selectsMatching: true };
    const matching = (exceptIds: unknown): unknown =>
      targetOf({ ...all, isSelected: true, exceptIds }, undefined);
    assert.deepEqual(matching([]), { kind: 'matching', except: [] });
    assert.deepEqual(matching(['a', 7, '']), { kind: 'matching', except: ['a'] });
    assert.deepEqual(matching('a'), { kind: 'matching', except: [] });
    assert.deepEqual(targetOf({ ...all, isSelected: false }, undefined), {
      kind: 'some',
      jobIds: ['b'],
    });
  });

  it('are the same from a button of the dashboard as from the menu of its rows', () => {
    const selected = { kind: 'some', jobIds: ['a', 'b'] };
    assert.deepEqual(targetOf(selected, undefined), selected);
    assert.deepEqual(targetOf({ ...menu, isSelected: true }, undefined), selected);
    const matching = { kind: 'matching', except: ['a'] };
    assert.deepEqual(targetOf(matching, undefined), matching);
    assert.deepEqual(
      targetOf({ ...menu, isSelected: true, selectsMatching: true, exceptIds: ['a'] }, undefined),
      matching,
    );
  });

  it('are those of a group of failures, from its buttons as from its menu', () => {
    const failures = { kind: 'failures', group: '3f2a9c1b' };
    assert.deepEqual(targetOf(failures, undefined), failures);
    const context = { webviewSection: 'failures', group: '3f2a9c1b' };
    assert.deepEqual(targetOf(context, undefined), failures);
  });

  it('are those of all selected nodes, each once', () => {
    assert.deepEqual(targetOf('a', ['a', 'b', 'a']), { kind: 'some', jobIds: ['a', 'b'] });
    assert.deepEqual(targetOf('a', []), { kind: 'some', jobIds: ['a'] });
    assert.equal(targetOf(undefined, undefined), undefined);
  });

  it('are the one of an event document', () => {
    assert.deepEqual(jobIdsOf({ scheme: 'batch-monitor-event', path: '/x', query: 'a' }), ['a']);
    assert.deepEqual(jobIdsOf({ scheme: 'file', path: '/x', query: 'a' }), []);
  });

  it('are those selected in the view when one of its keybindings is used', () => {
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
