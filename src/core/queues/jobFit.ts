import { t } from '@vscode/l10n';
import { formatCount } from '../text/formatCount';
import { singleLine } from '../text/singleLine';
import type { ComputeEnvironment } from './computeEnvironment';
import type { QueueView } from './queueView';

/** Amazon ECS Developer Guide, "Task definition parameters for Fargate". */
const maxFargateVcpus = 16;

/**
 * Why no compute environment of the queue can ever run a job with these vCPUs; undefined if one may. Silent
 * about environments whose sizes are not certain.
 */
export function misfitOf(view: QueueView, vcpus: number | undefined): string | undefined {
  const { queue, environments } = view;
  if (vcpus === undefined || environments.length === 0) {
    return undefined;
  }
  const limits = environments.map(limitOf);
  if (environments.length < queue.environments.length || limits.some(limit => !limit)) {
    return undefined;
  }
  const [largest] = limits.flatMap(limit => limit ?? []).sort((a, b) => b.vcpus - a.vcpus);
  return largest && largest.vcpus < vcpus ? largest.sentence(formatCount(vcpus)) : undefined;
}

interface Limit {
  readonly vcpus: number;
  /** Says that a job requests more. */
  readonly sentence: (requested: string) => string;
}

/** The most vCPUs that one job can have in an environment; undefined if that is not certain. */
function limitOf(environment: ComputeEnvironment): Limit | undefined {
  const limits = [maximum(environment), fargate(environment), largestInstance(environment)];
  return limits.flatMap(limit => limit ?? []).sort((a, b) => a.vcpus - b.vcpus)[0];
}

function maximum({ name, maxVcpus }: ComputeEnvironment): Limit | undefined {
  return maxVcpus === undefined || maxVcpus <= 0
    ? undefined
    : {
        vcpus: maxVcpus,
        sentence: requested =>
          t(
            'The job requests {requested} vCPUs, but compute environment {name} has at most {max}.',
            {
              requested,
              name: singleLine(name),
              max: formatCount(maxVcpus),
            },
          ),
      };
}

function fargate({ resourceType }: ComputeEnvironment): Limit | undefined {
  return resourceType.startsWith('FARGATE')
    ? {
        vcpus: maxFargateVcpus,
        sentence: requested =>
          t('The job requests {requested} vCPUs, but Fargate allows at most {max}.', {
            requested,
            max: formatCount(maxFargateVcpus),
          }),
      }
    : undefined;
}

/** Only if the sizes of all its instance types are certain, since one larger type would be enough. */
function largestInstance({ instanceTypes }: ComputeEnvironment): Limit | undefined {
  const sizes = instanceTypes.map(type => ({ type, vcpus: vcpusOfInstance(type) ?? NaN }));
  const [largest] = [...sizes].sort((a, b) => b.vcpus - a.vcpus);
  return largest === undefined || sizes.some(({ vcpus }) => Number.isNaN(vcpus))
    ? undefined
    : {
        vcpus: largest.vcpus,
        sentence: requested =>
          t(
            'The job requests {requested} vCPUs, but the largest allowed instance type, {type}, has {max}.',
            { requested, type: largest.type, max: formatCount(largest.vcpus) },
          ),
      };
}

/**
 * The vCPUs of an instance type. In the general purpose, compute and memory families since the fifth
 * generation a `large` has 2 and a `9xlarge` 9 times 4 (Amazon EC2 instance types); other families have
 * exceptions.
 */
export function vcpusOfInstance(type: string): number | undefined {
  const [, times, size] = /^[cmr][5-8][a-z]{0,4}(?:-flex)?\.(\d{0,3})(x?large)$/.exec(type) ?? [];
  if (size === 'large') {
    return times === '' ? 2 : undefined;
  }
  return size === undefined ? undefined : Number(times === '' ? 1 : times) * 4;
}
