import assert from 'node:assert/strict';
import { Announcements } from '../../../webview/model/announcements';

describe('Announcements', () => {
  it('tell how many jobs match another filter, once, and nothing after a refresh', () => {
    const announcements = new Announcements();
    announcements.jobs(3);
    assert.equal(announcements.text, '');

    announcements.awaitJobs();
    announcements.jobs(1);
    announcements.jobs(2);
    assert.equal(announcements.text, '1 job');
  });

  it('tell how many actions match', () => {
    const announcements = new Announcements();
    announcements.actions(1);
    assert.equal(announcements.text, '1 action');
    announcements.actions(1_200);
    assert.equal(announcements.text, '1,200 actions');
  });

  it('replace each other', () => {
    const announcements = new Announcements();
    announcements.awaitJobs();
    announcements.say('All jobs selected');
    announcements.jobs(2);
    assert.equal(announcements.text, '2 jobs');
  });
});
