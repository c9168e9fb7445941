import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { causeCategories, type CauseFields } from '../../../../src/core/causes/cause';
import { causeIdOf, causeOf } from '../../../../src/core/causes/causeOf';
import { causeRules } from '../../../../src/core/causes/causeRules';
import { root } from '../../../local/root';
import { aJob } from '../../../support/builders/builders';

interface LabelledText extends CauseFields {
  /** The cause that a person gives. */
  readonly cause: string;
  readonly source: string;
}

const labelled = JSON.parse(
  readFileSync(path.join(root, 'test/fixtures/causes/failureTexts.json'), 'utf8'),
) as readonly LabelledText[];

const ruleOf = (id: string) => causeRules.find(rule => rule.id === id);
const failed = (fields: CauseFields): CauseFields => ({ status: 'FAILED', ...fields });

describe('the causes of 200 and more real failure texts', () => {
  it('match those assigned by a person in at least 95 of 100 cases', () => {
    const wrong = labelled.filter(text => causeOf(text).id !== text.cause);

    assert.ok(labelled.length >= 200, `${labelled.length} texts`);
    assert.ok(
      wrong.length / labelled.length <= 0.05,
      wrong
        .map(text => `${text.cause}, not ${causeOf(text).id}: ${JSON.stringify(text)}`)
        .join('\n'),
    );
  });

  it('are never wrong where they are sure', () => {
    const wrong = labelled.filter(text => causeOf(text).sure && causeOf(text).id !== text.cause);

    assert.deepEqual(wrong, []);
  });

  it('have an example of each cause', () => {
    const examples = new Set(labelled.map(({ cause }) => cause));

    assert.deepEqual(
      causeRules.map(({ id }) => id).filter(id => !examples.has(id)),
      [],
    );
    assert.deepEqual(
      [...examples].filter(id => !ruleOf(id)),
      [],
    );
  });

  for (const { id } of causeRules) {
    it(`include ${id}`, () => {
      const example = labelled.find(({ cause }) => cause === id) ?? {};
      const cause = causeOf(example);

      assert.deepEqual(
        [cause.id, cause.category, causeIdOf(example)],
        [id, ruleOf(id)?.category, id],
      );
    });
  }
});

describe('a cause', () => {
  it('has an id of its own, a known category, and a page of AWS that it stands on', () => {
    assert.ok(causeRules.length >= 40);
    assert.equal(new Set(causeRules.map(({ id }) => id)).size, causeRules.length);
    for (const { id, category, source } of causeRules) {
      assert.match(id, /^[a-z][a-z\d-]+$/);
      assert.ok(causeCategories.includes(category), id);
      assert.match(
        source,
        /^https:\/\/docs\.aws\.amazon\.com\/(batch\/latest\/userguide|AmazonECS\/latest\/developerguide)\/[\w-]+\.html$/,
      );
    }
  });

  it('explains in sentences what happened and what to do, with a title without a period', () => {
    for (const { id, words } of causeRules) {
      const [title, explanation, remedy] = words();
      assert.doesNotMatch(title, /\.$/, id);
      assert.match(explanation, /^(\p{Lu}|miniwdl ).*\.$/su, id);
      assert.match(remedy, /^\p{Lu}.*\.$/su, id);
    }
  });

  it('matches texts in lower case only, since reasons are compared so', () => {
    for (const { id, texts = [] } of causeRules) {
      assert.deepEqual(
        texts.filter(text => text !== text.toLowerCase()),
        [],
        id,
      );
    }
  });

  it('has all fields', () => {
    const cause = causeOf(aJob({ status: 'FAILED', reason: 'OutOfMemoryError: Container killed' }));

    assert.deepEqual(cause, {
      id: 'oom-batch',
      category: 'memory',
      sure: true,
      title: 'Out of memory',
      explanation: 'The container used more memory than the job requests, so it was killed.',
      remedy:
        'Increase the memory in the job definition or for the retry, or make the program use less.',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    });
  });
});

describe('causeOf', () => {
  it('reports memory only as a possible cause of exit code 137 without a reason', () => {
    const cause = causeOf(
      failed({ statusReason: 'Essential container in task exited', exitCode: 137 }),
    );

    assert.equal(cause.id, 'exit-137');
    assert.equal(cause.sure, false);
    assert.match(cause.explanation, /may have run out of memory, but AWS does not say so/);
  });

  it('prefers the reason from AWS to the exit code', () => {
    const timeout = failed({
      statusReason: 'Job attempt duration exceeded timeout',
      exitCode: 137,
    });
    const memory = failed({
      statusReason: 'Essential container in task exited',
      reason: 'OutOfMemoryError: Container killed due to memory usage',
      exitCode: 0,
    });

    assert.deepEqual([causeOf(timeout).id, causeOf(memory).id], ['timeout', 'oom-batch']);
  });

  it('is not sure of an exit code beside a reason that it does not know', () => {
    const plain = failed({ statusReason: 'Essential container in task exited', exitCode: 1 });
    const odd = failed({ statusReason: 'Something that AWS may write one day', exitCode: 1 });

    assert.deepEqual([causeOf(plain).sure, causeOf(odd).sure], [true, false]);
    assert.equal(causeOf(odd).id, 'exit-1');
  });

  it('is sure of a missing permission only if AWS names it', () => {
    const named = failed({
      reason: 'AccessDeniedException: User x is not authorized to perform: s3:GetObject',
      statusReason: 'Task failed to start',
    });
    const vague = failed({ reason: 'AccessDenied', statusReason: 'Task failed to start' });

    assert.deepEqual([causeOf(named).id, causeOf(vague).id], ['access-denied', 'access-denied']);
    assert.deepEqual([causeOf(named).sure, causeOf(vague).sure], [true, false]);
  });

  it('calls a request refused only if no reason names the permission or the capacity', () => {
    const idOf = (statusReason: string): string =>
      causeOf(failed({ statusReason, reason: 'ClientException: bad settings' })).id;

    assert.equal(idOf('Task failed to start'), 'client-exception');
    assert.notEqual(idOf('The role is not authorized'), 'client-exception');
    assert.notEqual(idOf('No container instances were found'), 'client-exception');
  });

  it('reports a lost host, whatever the container reports', () => {
    const job = failed({
      statusReason: 'Host EC2 (instance i-0a1b2c3d4e5f67890) terminated.',
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    });

    assert.equal(causeOf(job).category, 'spot');
  });

  it('looks for the words of whoever ended a job in the status reason only', () => {
    const job = failed({ reason: 'Cancelled by user', statusReason: '' });

    assert.equal(causeOf(job).id, 'unknown-text');
  });

  it('explains why a waiting job blocks its queue, and forgets it once the job has failed', () => {
    const blocked = { reason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - …', since: 0 };
    const job = { statusReason: '', facts: { blocked } };

    assert.equal(causeOf({ ...job, status: 'RUNNABLE' }).id, 'misconf-job-resource');
    assert.equal(causeOf({ ...job, status: 'FAILED' }).id, 'unknown-empty');
  });

  it('does not blame the exit code of a job that succeeded', () => {
    const job = { status: 'SUCCEEDED', statusReason: 'Essential container in task exited' };

    assert.equal(causeOf({ ...job, exitCode: 3 }).id, 'exited-no-code');
  });

  it('explains the exit codes to which shells and Docker give a meaning', () => {
    const codes = [125, 126, 127, 128, 134, 137, 139, 143];

    for (const exitCode of codes) {
      assert.equal(causeOf(failed({ exitCode })).id, `exit-${exitCode}`);
    }
    assert.deepEqual(
      [129, 159, 160, 255].map(exitCode => causeOf(failed({ exitCode })).id),
      ['exit-signal', 'exit-signal', 'exit-other', 'exit-other'],
    );
  });

  it('does not match a text in the wrong order', () => {
    const job = failed({ reason: 'no space left on device, but no CannotPullContainerError' });

    assert.notEqual(causeOf(job).id, 'pull-no-space');
  });
});
