import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';

const misconfigurationPage = batchGuide('job_stuck_in_runnable_misconfiguration');
const timeLimit = '^canceled by jobstatetimelimit';

/** Codes with which AWS Batch says why a job blocks its queue, and what it refuses before a job starts. */
export const configurationRules: readonly CauseRule[] = [
  {
    id: 'timelimit-capacity',
    category: 'capacity',
    sure: false,
    texts: [`${timeLimit} … capacity:`],
    source: batchGuide('job_stuck_in_runnable_capacity'),
    words: () => [
      t('Canceled after waiting for capacity'),
      t(
        'The job waited for EC2 capacity until the time limit of its queue, so AWS Batch canceled it.',
      ),
      t(
        'Allow more instance types or zones in the compute environment, or a longer wait in the queue.',
      ),
    ],
  },
  {
    id: 'timelimit-misconf',
    category: 'configuration',
    sure: false,
    texts: [`${timeLimit} … misconfiguration:`],
    source: misconfigurationPage,
    words: () => [
      t('Canceled: cannot be placed'),
      t(
        'No compute environment can run the job, so AWS Batch canceled it at the time limit of its queue.',
      ),
      t(
        'Request fewer resources, or allow larger instances or more vCPUs in the compute environment. Retrying without a change fails again.',
      ),
    ],
  },
  {
    id: 'misconf-ce-max',
    category: 'configuration',
    sure: true,
    texts: ['misconfiguration:compute_environment_max_resource'],
    source: misconfigurationPage,
    words: () => [
      t('Compute environment too small'),
      t('The job requests more vCPUs than the maximum of every compute environment of its queue.'),
      t('Increase maxvCpus of the compute environment, or request fewer vCPUs.'),
    ],
  },
  {
    id: 'misconf-job-resource',
    category: 'configuration',
    sure: true,
    texts: ['misconfiguration:job_resource_requirement', 'misconfigured:job_resource_requirement'],
    source: misconfigurationPage,
    words: () => [
      t('No instance type is large enough'),
      t(
        'The job requests more vCPUs, memory, or GPUs than any instance type of its queue’s compute environments has.',
      ),
      t('Allow larger instance types in the compute environment, or request fewer resources.'),
    ],
  },
  {
    id: 'misconf-service-role',
    category: 'permissions',
    sure: true,
    texts: [
      'misconfiguration:service_role_permissions',
      'batch service role has a permission issue',
    ],
    source: misconfigurationPage,
    words: () => [
      t('Service role lacks permissions'),
      t(
        'AWS Batch cannot start capacity, because the service role of the compute environments lacks permissions.',
      ),
      t('Use the service-linked role of AWS Batch, or compare yours with the managed policy.'),
    ],
  },
  {
    id: 'misconf-instance-type',
    category: 'configuration',
    sure: true,
    texts: [
      'misconfiguration:ec2_instance_configuration_unsupported',
      'unsupported instance type configuration',
    ],
    source: misconfigurationPage,
    words: () => [
      t('Instance configuration not supported'),
      t(
        'The compute environment requests instance types that its zones or its launch template do not support.',
      ),
      t('Check the instance types, the zones of the subnets, and the launch template.'),
    ],
  },
  {
    id: 'misconf-other',
    category: 'configuration',
    sure: true,
    texts: ['^misconfiguration:', '^misconfigured:'],
    source: misconfigurationPage,
    words: () => [
      t('Misconfiguration'),
      t('AWS Batch reports that the settings keep the job from being placed.'),
      t('Read the code in the reason, and look it up in the AWS Batch User Guide.'),
    ],
  },
  {
    id: 'action-required',
    category: 'configuration',
    sure: true,
    texts: ['^action_required', 'associated with the job queue are invalid'],
    source: batchGuide('invalid_compute_environment'),
    words: () => [
      t('Compute environments invalid'),
      t('All compute environments of the queue are INVALID, so the job cannot be placed.'),
      t('Look at the status reason of the compute environments, and repair or replace them.'),
    ],
  },
  {
    id: 'blocked-undetermined',
    category: 'unknown',
    sure: false,
    texts: ['^undetermined', 'root cause is undetermined'],
    source: batchGuide('job_stuck_in_runnable_common_causes'),
    words: () => [
      t('Blocked for an unknown reason'),
      t('The job blocks its queue, and AWS Batch cannot tell why.'),
      t(
        'Check the log driver, the network, and the limits of the instances, in the order of the AWS Batch User Guide.',
      ),
    ],
  },
  {
    id: 'overrides-too-long',
    category: 'configuration',
    sure: true,
    texts: ['container overrides length must be at most', 'overrides length'],
    source: batchGuide('service_limits'),
    words: () => [
      t('Overrides too long'),
      t('The command and environment that were given with the job are longer than ECS allows.'),
      t('Pass large inputs in a file in Amazon S3, and only its name with the job.'),
    ],
  },
  {
    id: 'client-execution-role-logs',
    category: 'configuration',
    sure: false,
    texts: [
      'requires task definition to have execution role',
      'execution role … required',
      'execution role is required',
      'execution role arn to support',
    ],
    source: batchGuide('execution-IAM-role'),
    words: () => [
      t('Execution role missing'),
      t(
        'The job definition has no execution role, which Fargate needs to pull images and to write logs.',
      ),
      t('Set an execution role in the job definition.'),
    ],
  },
  {
    id: 'fargate-size',
    category: 'configuration',
    sure: true,
    texts: [
      'no fargate configuration exists',
      "invalid 'cpu' setting",
      "invalid 'memory' setting",
      'invalid cpu or memory',
      'invalid cpu value',
      'invalid memory value',
      'memory … less than',
      'no fargate',
    ],
    source: ecsGuide('task-cpu-memory-error'),
    words: () => [
      t('CPU and memory combination not supported'),
      t('Fargate or ECS does not support this combination of vCPUs and memory.'),
      t('Select a supported combination from the AWS documentation.'),
    ],
  },
  {
    id: 'definition-missing',
    category: 'configuration',
    sure: true,
    texts: [
      'jobdefinition … not found',
      'job definition … not found',
      'job definition … does not exist',
      'job definition … inactive',
      'job definition … deregistered',
      'taskdefinition is inactive',
      'taskdefinition not found',
      'task definition … inactive',
      'job queue … not found',
      'jobqueue … not found',
      'not found: job definition',
      'unable to describe task definition',
    ],
    source: batchGuide('job_definitions'),
    words: () => [
      t('Definition or queue not found'),
      t(
        'The job names a job definition, task definition, or queue that does not exist or is inactive.',
      ),
      t('Register the job definition again, or use its active revision.'),
    ],
  },
  {
    id: 'host-attributes',
    category: 'configuration',
    sure: false,
    texts: [
      'missing an attribute required',
      'missing the required attribute',
      'attribute … com.amazonaws.ecs',
      'attribute … ecs.capability',
      '^attribute',
    ],
    source: ecsGuide('api_failures_messages'),
    words: () => [
      t('Host lacks a required feature'),
      t('No host has a feature that the job definition requires, such as its log driver.'),
      t(
        'Use an ECS-optimized AMI with a current agent, or remove the setting from the job definition.',
      ),
    ],
  },
  {
    id: 'network-settings',
    category: 'configuration',
    sure: true,
    texts: [
      'invalidsubnet',
      'invalidgroup.notfound',
      'invalidsecuritygroup',
      'the subnet id … does not exist',
      'the security group … does not exist',
      'subnets … must belong',
      'subnets … not found',
      'assignpublicip',
    ],
    source: batchGuide('invalid_compute_environment'),
    words: () => [
      t('Subnet or security group invalid'),
      t('A subnet or security group of the compute environment is missing or not valid.'),
      t('Correct the network settings of the compute environment.'),
    ],
  },
  {
    id: 'client-exception',
    category: 'configuration',
    sure: false,
    texts: [
      '^clientexception',
      '^invalidparameter',
      '^validationexception',
      '^clusternotfound',
      '^platformunknown',
      '^platformtaskdefinition',
      '^unsupportedfeature',
      'must not be empty',
      'invalid parameter',
    ],
    when: ({ reasons }) =>
      !reasons.some(reason =>
        /assume|accessdenied|not authorized|capacity|container instances/.test(reason),
      ),
    source: batchGuide('troubleshooting'),
    words: () => [
      t('Request refused'),
      t('ECS refused to start the job with these settings.'),
      t('Correct the setting that the reason names. Retrying without a change fails again.'),
    ],
  },
];
