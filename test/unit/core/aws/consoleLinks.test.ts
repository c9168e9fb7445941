import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  jobConsoleLink,
  logConsoleLink,
  resourceConsoleLink,
} from '../../../../src/core/aws/consoleLinks';
import { logLocationOf, type LogLocation } from '../../../../src/core/aws/logLocation';
import type { Job } from '../../../../src/core/job/job';
import { jobArn, locationOfJob } from '../../../../src/core/aws/jobLocation';
import { aJob } from '../../../support/builders/builders';

const id = '4c6e1c5b-1f53-4d7c-9a55-9c4d5c2f5d01';
const arn = (partition: string, region = 'eu-west-1', account = '123456789012'): string =>
  `arn:${partition}:batch:${region}:${account}:job-queue/q`;

const job = (facts: Partial<Job> = {}): Job =>
  aJob({ jobId: id, jobQueue: '', jobDefinition: '', ...facts });

const textOf = (found: ReturnType<typeof jobArn>): string =>
  found.ok ? found.text : `no: ${found.reason}`;

describe('a link to a job in the AWS console', () => {
  const links: readonly (readonly [string, Partial<Job>, string])[] = [
    [
      'in a region of aws',
      { region: 'eu-west-1' },
      `https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#jobs/detail/${id}`,
    ],
    [
      'in China, by the region',
      { region: 'cn-north-1' },
      `https://cn-north-1.console.amazonaws.cn/batch/home?region=cn-north-1#jobs/detail/${id}`,
    ],
    [
      'in GovCloud, by the queue’s ARN',
      { region: '', jobQueue: arn('aws-us-gov', 'us-gov-west-1') },
      `https://us-gov-west-1.console.amazonaws-us-gov.com/batch/home?region=us-gov-west-1#jobs/detail/${id}`,
    ],
    [
      'in China, by the definition’s ARN',
      { region: '', jobDefinition: arn('aws-cn', 'cn-northwest-1') },
      `https://cn-northwest-1.console.amazonaws.cn/batch/home?region=cn-northwest-1#jobs/detail/${id}`,
    ],
    [
      'for a child of an array',
      { jobId: `${id}:3` },
      `https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#jobs/detail/${id}%3A3`,
    ],
    [
      'for a node',
      { jobId: `${id}#0` },
      `https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#jobs/detail/${id}%230`,
    ],
    ['without a region', { region: '' }, 'no: This job’s region is unknown.'],
    [
      'with a region that is none',
      { region: 'evil.example/' },
      'no: This job’s region is not a valid AWS region.',
    ],
    [
      'with a region and more',
      { region: 'eu-west-1\n' + 'x' },
      'no: This job’s region is not a valid AWS region.',
    ],
    [
      'with an id that is none',
      { jobId: '../x' },
      'no: This job’s ID is not a valid AWS Batch job ID.',
    ],
    [
      'in a partition that is not known',
      { region: 'us-iso-east-1' },
      'no: Batch Monitor does not know the AWS console address of partition aws-iso.',
    ],
    [
      'in another partition that is not known',
      { jobQueue: arn('aws-eusc', 'eusc-de-east-1') },
      'no: Batch Monitor does not know the AWS console address of partition aws-eusc.',
    ],
  ];
  for (const [what, facts, link] of links) {
    it(`is right ${what}`, () => {
      assert.equal(textOf(jobConsoleLink(job(facts))), link);
    });
  }

  it('points to the AWS console and nowhere else, whatever the data', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const region = fc.oneof(text, fc.constantFrom('eu-west-1', 'cn-north-1', 'us-gov-east-1'));
    const jobId = fc.oneof(text, fc.constantFrom(id, `${id}:3`, `${id}#0`));
    const queue = fc.oneof(
      text,
      text.map(part => `arn:aws${part}:batch:${part}:${part}:x`),
    );
    const log = fc.record({
      logStreamName: text,
      logGroupName: text,
      logRegion: fc.option(region, { nil: undefined }),
      logDriver: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(region, jobId, queue, log, (region, jobId, jobQueue, place) => {
        const one = job({ region, jobId, jobQueue });
        for (const found of [jobConsoleLink(one), logConsoleLink(one, place)]) {
          if (found.ok) {
            const { protocol, hostname, port, username } = new URL(found.text);
            assert.deepEqual([protocol, port, username], ['https:', '', '']);
            assert.match(
              hostname,
              /^[a-z\d-]+\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/,
            );
            assert.match(found.text, /^[\x21-\x7e]+$/);
          } else {
            assert.match(found.reason, /^[A-Z][^\n]+\.$/);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a link to a log stream', () => {
  const base = 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1';
  const group = (name: string): string => `${base}#logsV2:log-groups/log-group/${name}/log-events/`;
  const links: readonly (readonly [string, LogLocation, string])[] = [
    [
      'in the usual group',
      { logStreamName: 'ingest-pre/default/0b8a', logGroupName: undefined },
      `${group('$252Faws$252Fbatch$252Fjob')}ingest-pre$252Fdefault$252F0b8a`,
    ],
    [
      'in a group of its own',
      { logStreamName: 'a b/é$', logGroupName: '/ecs/my.group_1' },
      `${group('$252Fecs$252Fmy.group_1')}a$2520b$252F$25C3$25A9$2524`,
    ],
    [
      'that is not there yet',
      { logStreamName: undefined, logGroupName: undefined },
      'no: This job has no log stream yet. AWS Batch assigns one when an attempt starts.',
    ],
    [
      'that is empty',
      { logStreamName: '', logGroupName: undefined },
      'no: This job has no log stream yet. AWS Batch assigns one when an attempt starts.',
    ],
    [
      'with a name that CloudWatch does not take',
      { logStreamName: 'a:b*', logGroupName: undefined },
      'no: This job’s log stream is not a valid CloudWatch log stream.',
    ],
    [
      'in a group that CloudWatch does not take',
      { logStreamName: 'a', logGroupName: 'x\ny' },
      'no: This job’s log stream is not a valid CloudWatch log stream.',
    ],
    [
      'with half a character',
      { logStreamName: 'a\ud800', logGroupName: undefined },
      'no: This job’s log stream is not a valid CloudWatch log stream.',
    ],
  ];
  for (const [what, place, link] of links) {
    it(`is right for one ${what}`, () => {
      assert.equal(textOf(logConsoleLink(job(), place)), link);
    });
  }

  it('points to the region of the log, which may differ from that of the job', () => {
    const place = { logStreamName: 's', logGroupName: '/g', logRegion: 'us-west-2' };
    assert.equal(
      textOf(logConsoleLink(job(), place)),
      'https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2' +
        '#logsV2:log-groups/log-group/$252Fg/log-events/s',
    );
    assert.match(textOf(logConsoleLink(job(), { ...place, logRegion: 'evil/' })), /^no: /);
  });

  it('is unavailable with another log driver, and names the driver', () => {
    const place = { logStreamName: undefined, logGroupName: undefined, logDriver: 'splunk' };
    for (const status of ['RUNNING', 'FAILED']) {
      assert.equal(
        textOf(logConsoleLink(job({ status }), place)),
        'no: The logs of this job are not in CloudWatch: its log driver is splunk.',
      );
    }
  });

  it('is unavailable for a job on EKS, and for an array job as a whole', () => {
    const none = { logStreamName: undefined, logGroupName: undefined };
    assert.match(textOf(logConsoleLink(job(), { ...none, isOnEks: true })), /Amazon EKS/);
    for (const facts of [{ arraySize: 2 }, { hasChildren: true }]) {
      assert.match(textOf(logConsoleLink({ ...job(), ...facts }, none)), /one of its children/);
    }
  });

  it('is never promised for later when the job has finished', () => {
    for (const status of ['FAILED', 'SUCCEEDED']) {
      const none = { logStreamName: undefined, logGroupName: undefined };
      const text = textOf(logConsoleLink(job({ status }), none));
      assert.match(text, /^no: This job has no log stream: /);
      assert.doesNotMatch(text, /yet/);
    }
  });
});

describe('the location of a job’s log', () => {
  const stored = { logStreamName: 'stored', logGroupName: '/stored' };
  const placeIn = (detail: object | undefined, facts: Partial<Job> = stored, cut = false) =>
    logLocationOf(job(facts), {
      fullEvent: detail && JSON.stringify({ ...(cut ? { batchMonitorCut: 'x' } : {}), detail }),
    });
  const logging = (logConfiguration: object) => ({
    status: 'FAILED',
    attempts: [{ container: { logStreamName: 's' } }],
    container: { logConfiguration },
  });

  it('comes from its full event: the region, another driver, and attributes that an old item has wrong', () => {
    const options = { 'awslogs-group': '/g', 'awslogs-region': 'us-west-2' };
    const { logStreamName, logGroupName, logRegion } = placeIn(logging({ options }));
    assert.deepEqual([logStreamName, logGroupName, logRegion], ['s', '/g', 'us-west-2']);
    const elsewhere = placeIn(logging({ logDriver: 'fluentd' }));
    assert.deepEqual([elsewhere.logStreamName, elsewhere.logDriver], [undefined, 'fluentd']);
  });

  it('comes from the job if its event cannot be read, or has no log stream', () => {
    assert.deepEqual(placeIn(undefined), stored);
    assert.equal(placeIn({ status: 'FAILED' }).logStreamName, 'stored');
    assert.equal(logLocationOf(job(stored), undefined).logGroupName, '/stored');
  });

  it('comes from the facts of the job, without an event', () => {
    const there = { ...stored, facts: { logRegion: 'eu-west-1' } };
    assert.deepEqual(placeIn(undefined, there), { ...stored, logRegion: 'eu-west-1' });
    assert.equal(placeIn(undefined, { facts: { logDriver: 'splunk' } }).logDriver, 'splunk');
  });

  it('comes from the job if parts of its event were cut', () => {
    const cut = {
      status: 'FAILED',
      attempts: [{ container: { logStreamName: 'side… (cut: 9 more characters)' } }],
    };
    const there = { ...stored, facts: { logRegion: 'eu-west-1' } };
    const { logStreamName, logGroupName, logRegion } = placeIn(cut, there, true);
    assert.deepEqual([logStreamName, logGroupName, logRegion], ['stored', '/stored', 'eu-west-1']);
  });

  it('is in the log group of the job if its event has none', () => {
    const attempts = [{ container: { logStreamName: 'stored' } }];
    assert.equal(placeIn({ status: 'FAILED', attempts }, stored, true).logGroupName, '/stored');
  });

  it('is not that of an earlier attempt while the next one has none yet', () => {
    const attempts = [{ container: { logStreamName: 'stored' } }];
    for (const isCut of [false, true]) {
      const place = placeIn({ status: 'RUNNING', attempts, container: {} }, stored, isCut);
      assert.deepEqual([place.logStreamName, place.logGroupName], [undefined, undefined]);
      const text = textOf(logConsoleLink(job({ status: 'RUNNING' }), place));
      assert.match(text, /no log stream yet/);
    }
    assert.equal(placeIn({ status: 'RUNNABLE', attempts }).logStreamName, 'stored');
  });

  it('is outside CloudWatch for pods', () => {
    const eksProperties = { podProperties: {} };
    const place = placeIn({ status: 'FAILED', eksProperties });
    assert.deepEqual([place.logStreamName, place.isOnEks], [undefined, true]);
    const nodeProperties = { nodeRangeProperties: [{ targetNodes: '0:', eksProperties }] };
    assert.equal(placeIn({ status: 'FAILED', nodeProperties }).isOnEks, true);
  });
});

describe('the ARN of a job', () => {
  const arns: readonly (readonly [string, Partial<Job>, string])[] = [
    ['its own facts', {}, `arn:aws:batch:eu-west-1:123456789012:job/${id}`],
    [
      'the ARN of its queue',
      { region: '', account: '', jobQueue: arn('aws-cn', 'cn-north-1', '210987654321') },
      `arn:aws-cn:batch:cn-north-1:210987654321:job/${id}`,
    ],
    [
      'an isolated partition',
      { region: 'us-isob-east-1' },
      `arn:aws-iso-b:batch:us-isob-east-1:123456789012:job/${id}`,
    ],
    ['a child', { jobId: `${id}:12` }, `arn:aws:batch:eu-west-1:123456789012:job/${id}:12`],
    ['no account', { account: '' }, 'no: This job’s AWS account is unknown.'],
    [
      'facts with spaces around',
      { region: ' eu-west-1 ', account: ' 123456789012' },
      `arn:aws:batch:eu-west-1:123456789012:job/${id}`,
    ],
    [
      'an account that is too long',
      { account: '1234567890123' },
      'no: This job’s account is not a valid AWS account ID.',
    ],
    [
      'an account with letters before it',
      { account: 'x123456789012' },
      'no: This job’s account is not a valid AWS account ID.',
    ],
    ['a bad account', { account: '12' }, 'no: This job’s account is not a valid AWS account ID.'],
    ['no region', { region: '' }, 'no: This job’s region is unknown.'],
    ['a bad id', { jobId: 'a b' }, 'no: This job’s ID is not a valid AWS Batch job ID.'],
  ];
  for (const [what, facts, text] of arns) {
    it(`is built from ${what}`, () => {
      assert.equal(textOf(jobArn(job(facts))), text);
    });
  }

  it('ignores a queue that is not an ARN', () => {
    const place = locationOfJob(job({ region: 'eu-west-1', account: '', jobQueue: 'arn:x:y' }));
    assert.deepEqual(place, { partition: 'aws', region: 'eu-west-1', account: '' });
  });
});

describe('the console link of a queue or compute environment', () => {
  const account = '123456789012';

  it('leads to its page, in the console of its partition', () => {
    assert.equal(
      textOf(resourceConsoleLink(`arn:aws:batch:eu-west-1:${account}:job-queue/render`)),
      `https://eu-west-1.console.aws.amazon.com/batch/home?region=eu-west-1#queues/detail/arn:aws:batch:eu-west-1:${account}:job-queue/render`,
    );
    assert.equal(
      textOf(
        resourceConsoleLink(`arn:aws-cn:batch:cn-north-1:${account}:compute-environment/spot`),
      ),
      `https://cn-north-1.console.amazonaws.cn/batch/home?region=cn-north-1#compute-environments/detail/arn:aws-cn:batch:cn-north-1:${account}:compute-environment/spot`,
    );
  });

  it('does not exist for anything else', () => {
    for (const other of [
      '',
      'render',
      `arn:aws:batch:eu-west-1:${account}:job/x`,
      `arn:aws:batch:evil.example/:${account}:job-queue/x`,
      `arn:aws:batch:eu-west-1:${account}:job-queue/x?y#z`,
    ]) {
      assert.match(textOf(resourceConsoleLink(other)), /^no: /, other);
    }
  });
});
