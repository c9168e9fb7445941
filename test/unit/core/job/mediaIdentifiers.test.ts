import assert from 'node:assert/strict';
import { commandOptions } from '../../../../src/core/job/commandOptions';
import {
  familyOf,
  findIdentifiers,
  objectIdIn,
  type IdentifierSources,
} from '../../../../src/core/job/mediaIdentifiers';

const objectId = '69490f5fc05fb78da7b7380f';
const jobName = `pre-${objectId}-1766395755577`;

const find = (sources: Partial<IdentifierSources>) =>
  findIdentifiers({
    direct: [],
    parameters: {},
    tags: {},
    command: [],
    jobName: '',
    ...sources,
  });

describe('findIdentifiers', () => {
  it('searches the event first, then parameters, tags, command and name', () => {
    const sources = {
      direct: [{}, { media_id: 'of detail' }],
      parameters: { mediaId: 'of parameters' },
      tags: { 'Media-ID': 'of tags' },
      command: ['run', '--media_id', 'of-command'],
      jobName,
    };
    const found = [
      find({ ...sources, direct: [{ MediaId: 'of event' }, { media_id: 'of detail' }] }),
      find(sources),
      find({ ...sources, direct: [] }),
      find({ ...sources, direct: [], parameters: {} }),
      find({ ...sources, direct: [], parameters: {}, tags: {} }),
      find({ jobName }),
    ];
    assert.deepEqual(
      found.map(({ mediaId }) => mediaId),
      ['of event', 'of detail', 'of parameters', 'of tags', 'of-command', objectId],
    );
  });

  it('skips empty values and those that are neither strings nor numbers', () => {
    const direct = [{ media_id: ' ' }, { media_id: null }, { mediaId: {} }];
    assert.equal(find({ direct, parameters: { media_id: 42 } }).mediaId, '42');
  });

  it('finds workspace, task and assembly', () => {
    const command = ['run', '--wuid', 'w1', '--task_id=t1', '--assembly-id', 'a1'];
    assert.deepEqual(find({ command }), {
      mediaId: undefined,
      taskId: 't1',
      workspaceUid: 'w1',
      assemblyId: 'a1',
    });
  });

  it('reads the assembly from the name of an assembly job only', () => {
    const name = `assembly-pre-evening-news-${objectId}-zip_package-114sec`;
    assert.equal(find({ jobName: name }).assemblyId, objectId);
    assert.equal(find({ jobName }).assemblyId, undefined);
  });

  it('resolves references to the parameters', () => {
    const command = ['run', '--media_id', 'Ref::medium', '--wuid', 'Ref::unknown', '--verbose'];
    const { mediaId, workspaceUid } = find({ command, parameters: { medium: 'm1' } });
    assert.deepEqual({ mediaId, workspaceUid }, { mediaId: 'm1', workspaceUid: undefined });
  });
});

describe('commandOptions', () => {
  const mediaId = (...command: string[]): string | undefined =>
    commandOptions(command).get('mediaid');

  for (const [title, ...command] of [
    ['as two words', 'run', '--media_id', 'm1'],
    ['with an equals sign', 'run', '--media_id=m1'],
    ['with dashes and capitals', 'run', '--Media-ID', 'm1'],
    ['in a shell text', 'bash', '-c', 'cd /app && ./run --media_id m1 --verbose'],
    ['in a shell text with an equals sign', 'bash', '-c', 'set -e; ./run --media_id=m1; echo'],
    ['in quotes', 'sh', '-c', `./run --media_id "m1" --name 'x y'`],
    ['in quotes after an equals sign', 'sh', '-c', `(./run --media_id='m1')`],
    ['over several lines', 'sh', '-c', './run \\\n  --media_id m1 \\\n  --verbose'],
    ['in several quotes', 'sh', '-c', `./run --media_id ""m1""`],
    ['with spaces around it', ' --media_id=m1'],
    ['in a shell text with nothing but blanks around', 'sh', '-c', '  --media_id   m1  '],
    ['the first time', 'run', '--media_id', 'm1', '--media_id', 'm2'],
  ] as const) {
    it(`reads an option given ${title}`, () => assert.equal(mediaId(...command), 'm1'));
  }

  for (const [title, ...command] of [
    ['without a value', 'run', '--media_id'],
    ['followed by another option', 'run', '--media_id', '--verbose'],
    ['that only the shell knows', 'sh', '-c', './run --media_id "$MEDIA_ID"'],
    ['that is empty', 'run', '--media_id='],
    ['of a longer name', 'run', '--parent_media_id', 'm1'],
  ] as const) {
    it(`ignores an option ${title}`, () => assert.equal(mediaId(...command), undefined));
  }
});

describe('the value of an option', () => {
  it('is unchanged in an argument of its own, whatever it contains', () => {
    assert.equal(commandOptions(['--media_id', 'a;b|c(d)']).get('mediaid'), 'a;b|c(d)');
    assert.equal(commandOptions(["--media_id=it's"]).get('mediaid'), "it's");
  });
});

describe('objectIdIn', () => {
  for (const [text, found] of [
    [jobName, objectId],
    [objectId.toUpperCase(), objectId.toUpperCase()],
    [`a_${objectId}_b`, objectId],
    [`${objectId}0`, undefined],
    [`x${objectId}`, undefined],
    ['4c7599ae0a8249aaba5a4727fcce14a8', undefined],
    ['event-test', undefined],
    ['', undefined],
  ] as const) {
    it(`finds ${found ?? 'nothing'} in "${text}"`, () => assert.equal(objectIdIn(text), found));
  }
});

describe('familyOf', () => {
  it('recognizes the parent and index of an array child and of a node', () => {
    assert.deepEqual(familyOf('uuid:12'), { parentId: 'uuid', arrayIndex: 12 });
    assert.deepEqual(familyOf('uuid#0'), { parentId: 'uuid', arrayIndex: 0 });
  });

  it('finds no parent for any other job', () => {
    const none = { parentId: undefined, arrayIndex: undefined };
    assert.deepEqual(['uuid', '', ':1', 'uuid:', 'uuid:x'].map(familyOf), Array(5).fill(none));
  });
});
