import type { Random } from './random';
import { minuteMs } from '../core/base/timeUnits';

/** A kind of job, with the numbers that make it plausible. Times are milliseconds. */
export interface Workload {
  readonly queue: string;
  readonly definition: string;
  readonly platform: 'EC2' | 'FARGATE';
  readonly image: string;
  readonly program: string;
  readonly medianRun: number;
  /** The share of attempts that fail. */
  readonly failing: number;
  /** The maximum number of attempts. */
  readonly attempts: number;
  readonly timeoutSeconds: number;
  readonly vcpus: string;
  readonly memory: string;
  /** The definition's log group, if not Batch's default. */
  readonly logGroup?: string;
  readonly name: (names: NameParts) => string;
}

export interface NameParts {
  readonly random: Random;
  /** 24 hexadecimal digits. */
  readonly objectId: string;
  readonly createdAt: number;
}

const pre = ({ objectId, createdAt }: NameParts): string => `pre-${objectId}-${createdAt}`;

export const ingest: Workload = {
  queue: 'orchestrator-repair-ingest-standard-pre',
  definition: 'orchestrator-repair-ingest-pre:12',
  platform: 'EC2',
  image: 'orchestrator-ingest:4.18.2',
  program: '/app/ingest',
  medianRun: 6 * minuteMs,
  failing: 0.16,
  attempts: 3,
  timeoutSeconds: 7_200,
  vcpus: '4',
  memory: '8192',
  name: pre,
};

export const textRecognition: Workload = {
  queue: 'text-recognition-gpu-pre',
  definition: 'text-recognition-pre:41',
  platform: 'EC2',
  image: 'text-recognition:2.7.0-cuda',
  program: '/app/recognise',
  medianRun: 4 * minuteMs,
  failing: 0.26,
  attempts: 2,
  timeoutSeconds: 3_600,
  vcpus: '8',
  memory: '30720',
  name: ({ objectId, createdAt }) => `text-recognition-pre-${objectId}-${createdAt}`,
};

export const storage: Workload = {
  queue: 'orchestrator-standard-pre',
  definition: 'storage-pre-v2:129',
  platform: 'FARGATE',
  image: 'storage:2.129.0',
  program: '/app/store',
  medianRun: 0.8 * minuteMs,
  failing: 0.12,
  attempts: 2,
  timeoutSeconds: 1_800,
  vcpus: '1',
  memory: '2048',
  logGroup: '/ecs/storage-pre',
  name: pre,
};

export const assembly: Workload = {
  queue: 'assembly-standard-pre',
  definition: 'assembly-zip-pre:23',
  platform: 'EC2',
  image: 'assembly:1.9.4',
  program: '/app/assemble',
  medianRun: 3 * minuteMs,
  failing: 0.14,
  attempts: 1,
  timeoutSeconds: 900,
  vcpus: '2',
  memory: '4096',
  name: ({ random, objectId }) => {
    const label = random.pick(['evening-news', 'sports-weekly', 'archive', 'rushes', 'promo']);
    return `assembly-pre-${label}-${objectId}-zip_package-${random.integer(20, 600)}sec`;
  },
};

export const transcode: Workload = {
  queue: 'proxy-transcode-standard-pre',
  definition: 'proxy-transcode-pre:77',
  platform: 'EC2',
  image: 'transcode:6.1.1',
  program: '/app/transcode',
  medianRun: 2 * minuteMs,
  failing: 0.1,
  attempts: 2,
  timeoutSeconds: 5_400,
  vcpus: '16',
  memory: '32768',
  name: ({ objectId, createdAt }) => `proxy-transcode-${objectId}-${createdAt}`,
};

export const nightly: Workload = {
  queue: 'analytics-nightly',
  definition: 'usage-report:8',
  platform: 'FARGATE',
  image: 'usage-report:0.8.0',
  program: '/app/report',
  medianRun: 25 * minuteMs,
  failing: 0.2,
  attempts: 1,
  timeoutSeconds: 10_800,
  vcpus: '0.5',
  memory: '1024',
  name: ({ random }) => `usage-report-${random.pick(['daily', 'weekly'])}-${random.hex(6)}`,
};

export const training: Workload = {
  queue: 'model-training-gpu-pre',
  definition: 'speech-training-pre:5',
  platform: 'EC2',
  image: 'speech-training:3.2.0-cuda',
  program: '/app/train',
  medianRun: 18 * minuteMs,
  failing: 0.25,
  attempts: 2,
  timeoutSeconds: 14_400,
  vcpus: '32',
  memory: '122880',
  name: ({ random, createdAt }) =>
    `speech-training-${random.pick(['fr', 'en', 'es'])}-${createdAt}`,
};

/** The regions of jobs, by weight. */
export const regions: readonly [RegionShare, ...RegionShare[]] = [
  { region: 'eu-west-1', weight: 70 },
  { region: 'us-east-1', weight: 18 },
  { region: 'ap-southeast-2', weight: 8 },
  { region: 'us-west-2', weight: 4 },
];

interface RegionShare {
  readonly region: string;
  readonly weight: number;
}
