import { lifeOf, parentLife, type Step } from './life';
import type { Random } from './random';
import { carriersOf, warpSteps, type SimulatedJob, type Subject, type Warp } from './simulatedJob';
import * as workloads from './workloads';
import type { Workload } from './workloads';
import { minuteMs } from '../core/base/timeUnits';

const workspaces = ['ws-newsroom', 'ws-sports', 'ws-archive', 'ws-promo', 'ws-partners'] as const;

/** The jobs that a piece of media goes through, in order, and the share of media that needs each. */
const stages = [
  { workload: workloads.ingest, share: 1 },
  { workload: workloads.textRecognition, share: 0.55 },
  { workload: workloads.storage, share: 0.75 },
  { workload: workloads.assembly, share: 0.3 },
] as const;

/**
 * All jobs of one piece of media from `start` on: each stage follows the last; a failed job is often
 * submitted again, and some succeed then. A few workflows are of other kinds: an array of transcodings, or a
 * nightly report.
 */
export function workflow(random: Random, start: number, warp: Warp): readonly SimulatedJob[] {
  const context = contextOf(random, start, warp);
  const kind = random.next();
  if (kind < 0.04) {
    return [makeJob(context, workloads.nightly, start).job];
  }
  return kind < 0.08 ? arrayJobs(context, start) : mediaJobs(context, start);
}

/** What the jobs of one workflow share. */
interface Context {
  readonly random: Random;
  readonly region: string;
  readonly subject: Subject;
  readonly warp: Warp;
}

/** Rare cases: a multi-node job, or a job that waits in an unusual status. */
export function rareWorkflow(random: Random, start: number, warp: Warp): readonly SimulatedJob[] {
  const context = contextOf(random, start, warp);
  return random.chance(0.5) ? nodeJobs(context, start) : [oddJob(context, start)];
}

function contextOf(random: Random, start: number, warp: Warp): Context {
  const { region } = random.weighted(workloads.regions);
  const subject = {
    mediaId: random.objectId(warp(start) - 12_600),
    workspaceUid: random.pick(workspaces),
  };
  return { random, region, subject, warp };
}

function mediaJobs(context: Context, start: number): readonly SimulatedJob[] {
  const { random } = context;
  const jobs: SimulatedJob[] = [];
  let at = start;
  for (const { workload, share } of stages) {
    for (let tries = 0; random.chance(tries === 0 ? share : 0.6) && tries < 3; tries++) {
      const { job, last } = makeJob(context, workload, at);
      jobs.push(job);
      at = last.at + random.around(tries === 0 ? 0.5 * minuteMs : 15 * minuteMs);
      if (last.status === 'SUCCEEDED') {
        break;
      }
      if (last.status !== 'FAILED') {
        return jobs;
      }
    }
  }
  return jobs;
}

function makeJob(
  context: Context,
  workload: Workload,
  start: number,
): { readonly job: SimulatedJob; readonly last: Step } {
  const { random, warp } = context;
  const properties = propertiesOf(context, workload, start);
  const steps = lifeOf(random, workload, start);
  const last = steps.at(-1);
  if (!last) {
    throw new Error('A life has at least one state.');
  }
  const waited = steps.some(({ status }) => status === 'PENDING');
  const dependsOn = waited ? [random.uuid()] : [];
  return { job: { ...properties, dependsOn, steps: warpSteps(steps, warp) }, last };
}

/** The parent, then its children. */
function arrayJobs(context: Context, start: number): readonly SimulatedJob[] {
  const { random, warp } = context;
  const properties = propertiesOf(context, workloads.transcode, start);
  const size = random.integer(3, 12);
  const lives = Array.from({ length: size }, () =>
    lifeOf(random, workloads.transcode, start).filter(({ status }) => status !== 'SUBMITTED'),
  );
  const parent = {
    ...properties,
    arrayProperties: { size, statusSummary: {} },
    steps: warpSteps(parentLife(random, start, lives), warp),
  };
  const children = lives.map((steps, index) => ({
    ...properties,
    jobId: `${properties.jobId}:${index}`,
    arrayProperties: { index },
    steps: warpSteps(steps, warp),
  }));
  return [parent, ...children];
}

/**
 * The job, then its nodes; its status is that of its main node (AWS Batch User Guide, "Multi-node parallel
 * jobs").
 */
function nodeJobs(context: Context, start: number): readonly SimulatedJob[] {
  const { random } = context;
  const numNodes = random.integer(3, 5);
  const { job } = makeJob(context, workloads.training, start);
  const steps = job.steps.filter(({ status }) => status !== 'SUBMITTED');
  const nodes = Array.from({ length: numNodes }, (_, nodeIndex) => ({
    ...job,
    jobId: `${job.jobId}#${nodeIndex}`,
    nodeDetails: { nodeIndex, isMainNode: nodeIndex === 0 },
    steps: steps.map(step => stepOfNode(step, nodeIndex)),
  }));
  return [{ ...job, nodeProperties: { numNodes, mainNode: 0, nodeRangeProperties: [] } }, ...nodes];
}

/** Each node runs in its own task. */
function stepOfNode(step: Step, nodeIndex: number): Step {
  const taskOfNode = (taskId: string): string => `${taskId.slice(0, -1)}${nodeIndex}`;
  return {
    ...step,
    taskId: step.taskId === undefined ? undefined : taskOfNode(step.taskId),
    attempts: step.attempts.map(attempt => ({ ...attempt, taskId: taskOfNode(attempt.taskId) })),
  };
}

/** SUBMITTED is normally very short; so far, only jobs of other kinds have SCHEDULED. */
function oddJob(context: Context, start: number): SimulatedJob {
  const { job } = makeJob(context, workloads.nightly, start);
  const status = context.random.pick(['SUBMITTED', 'SCHEDULED']);
  return { ...job, steps: job.steps.slice(0, 1).map(step => ({ ...step, status })) };
}

function propertiesOf(
  { random, region, subject, warp }: Context,
  workload: Workload,
  start: number,
): Omit<SimulatedJob, 'steps'> {
  const createdAt = Math.round(warp(start));
  const carriers = carriersOf(random, workload, subject, random.objectId(createdAt));
  return {
    jobId: random.uuid(),
    jobName: workload.name({ random, objectId: carriers.objectId, createdAt }),
    region,
    workload,
    createdAt,
    command: carriers.command,
    parameters: carriers.parameters,
    tags: carriers.tags,
    dependsOn: [],
  };
}
