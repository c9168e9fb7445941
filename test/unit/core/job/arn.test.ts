import assert from 'node:assert/strict';
import {
  definitionName,
  definitionRevision,
  locationOfArn,
  queueName,
} from '../../../../src/core/job/arn';

const queue = 'arn:aws:batch:eu-west-1:123456789012:job-queue/ingest-standard-pre';
const definition = 'arn:aws:batch:eu-west-1:123456789012:job-definition/storage-pre-v2:129';

describe('queueName', () => {
  for (const [text, name] of [
    [queue, 'ingest-standard-pre'],
    ['arn:aws-cn:batch:cn-north-1:123456789012:job-queue/a/b', 'b'],
    ['arn:aws:batch:eu-west-1:ACCOUNT-REDACTED:job-queue/x', 'x'],
    ['not arn:aws:batch:eu-west-1:123456789012:job-queue/x', undefined],
    ['a/plain name', 'a/plain name'],
    ['arn:aws:batch:eu-west-1:123456789012:job-queue/', undefined],
    ['', ''],
  ] as const) {
    it(`shows "${text}" as "${name ?? text}"`, () => assert.equal(queueName(text), name ?? text));
  }
});

describe('definitionName', () => {
  it('is the name without its revision', () => {
    assert.equal(definitionName(definition), 'storage-pre-v2');
    assert.equal(definitionRevision(definition), 129);
  });

  it('has no revision if the ARN has none', () => {
    const unrevised = definition.replace(':129', '');
    assert.equal(definitionName(unrevised), 'storage-pre-v2');
    assert.equal(definitionRevision(unrevised), undefined);
  });

  it('shows a name that is not an ARN unchanged', () => {
    assert.equal(definitionName('storage:3'), 'storage:3');
    assert.equal(definitionRevision('storage:3'), undefined);
  });
});

describe('locationOfArn', () => {
  it('returns region and account of an ARN, and nothing for anything else', () => {
    assert.deepEqual(locationOfArn(queue), { region: 'eu-west-1', account: '123456789012' });
    assert.deepEqual(locationOfArn('a:b:c:d:e'), { region: '', account: '' });
    assert.deepEqual(locationOfArn('arn:aws:batch'), { region: '', account: '' });
    assert.deepEqual(locationOfArn(''), { region: '', account: '' });
  });
});
