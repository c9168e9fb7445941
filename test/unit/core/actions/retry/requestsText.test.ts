import assert from 'node:assert/strict';
import {
  typedProblem,
  withField,
  withVariable,
} from '../../../../../src/core/actions/retry/changeFields';
import { requestsText } from '../../../../../src/core/actions/retry/requestsText';

const secret = 'hunter2';
const request = {
  ...{ jobName: 'encode', jobQueue: 'fast', jobDefinition: 'train:1' },
  containerOverrides: { environment: [{ name: 'TOKEN', value: secret }] },
  eksPropertiesOverride: {
    podProperties: { containers: [{ env: [{ name: 'KEY', value: secret }], command: ['run'] }] },
  },
  nodeOverrides: {
    nodePropertyOverrides: [
      {
        targetNodes: '0:',
        containerOverrides: {
          environment: [{ name: 'NODE', value: secret }],
          resourceRequirements: [{ type: 'MEMORY', value: '2048' }],
        },
      },
    ],
  },
} as const;

describe('the requests that the user sees before a retry', () => {
  const requests = new Map([
    ['job-1', { ok: true, request, notes: ['All children run again.'] }],
    ['job-2', { ok: false, reason: 'The queue is disabled.' }],
  ] as const);

  it('are exact, but for the values of variables, at any depth', () => {
    const text = requestsText(requests, false);
    assert(!text.includes(secret));
    assert.match(text, /values of environment variables are hidden/);
    for (const part of ['TOKEN', 'KEY', 'NODE', '"value": "2048"', '"jobName": "encode"']) {
      assert(text.includes(part), part);
    }
    assert.match(text, /• All children run again\./);
    assert.match(text, /Not retried: job-2\. The queue is disabled\./);
  });

  it('have the values once the user revealed them', () => {
    const text = requestsText(requests, true);
    assert.deepEqual(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)), request);
  });
});

describe('changes of a retry, as typed', () => {
  it('keep the value of the job where nothing is typed', () => {
    assert.deepEqual(withField({ vcpus: 2, gpus: 1 }, 'vcpus', ' '), { gpus: 1 });
    assert.deepEqual(withField({}, 'memoryMiB', ' 4096 '), { memoryMiB: 4096 });
    assert.deepEqual(withField({}, 'jobQueue', ' slow '), { jobQueue: 'slow' });
  });

  it('are numbers, except for the queue', () => {
    assert.equal(typedProblem('attempts', 'many'), 'Enter a number.');
    assert.equal(typedProblem('attempts', ''), undefined);
    assert.equal(typedProblem('jobQueue', 'slow'), undefined);
  });

  it('set variables beside those set before', () => {
    const changes = withVariable(withVariable({ vcpus: 2 }, 'A', '1'), 'B', '');
    assert.deepEqual(changes, { vcpus: 2, environment: { A: '1', B: '' } });
  });
});
