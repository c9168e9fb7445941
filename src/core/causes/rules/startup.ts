import { t } from '@vscode/l10n';
import { batchGuide, ecsGuide, type CauseRule } from '../causeRule';

const startPage = ecsGuide('cannot-start-container');
const createPage = ecsGuide('CannotCreateContainerError');

const start = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap(text =>
    [
      'cannotstart',
      'oci runtime',
      'containercannotrun',
      'starterror',
      'failed to create containerd task',
      'failed to create shim',
      'cannotcreate',
      'runcontainererror',
      'createcontainererror',
      'starting container process',
      'error response from daemon',
    ].map(begin => `${begin} … ${text}`),
  );

/** The container could not be created or started. */
export const startupRules: readonly CauseRule[] = [
  {
    id: 'create-devicemapper',
    category: 'startup',
    sure: true,
    texts: ['devicemapper', 'devmapper'],
    source: createPage,
    words: () => [
      t('Docker storage failed'),
      t('The storage of Docker on the instance (devicemapper) was full or failed.'),
      t('Retry on another instance. Use an AMI with overlay storage, or a larger Docker volume.'),
    ],
  },
  {
    id: 'create-no-space',
    category: 'startup',
    sure: true,
    texts: start('no space left on device'),
    source: createPage,
    words: () => [
      t('No disk space for the container'),
      t('The disk of the instance was full when the container was created.'),
      t('Use a larger volume in the launch template, or fewer jobs per instance.'),
    ],
  },
  {
    id: 'start-format',
    category: 'startup',
    sure: false,
    texts: ['exec format error'],
    source: startPage,
    words: () => [
      t('Program built for another CPU'),
      t(
        'The program in the image is built for another kind of CPU, or its script lacks the first line with the interpreter.',
      ),
      t('Build the image for the CPU of the compute environment, or correct the script.'),
    ],
  },
  {
    id: 'start-exec-missing',
    category: 'startup',
    sure: false,
    texts: [
      'executable file not found',
      ...start('exec … no such file or directory', 'stat … no such file or directory'),
    ],
    source: startPage,
    words: () => [
      t('Command not found in the image'),
      t('The image does not contain the program that the command or entry point names.'),
      t(
        'Correct the command in the job definition, or add the program to the image. Retrying without a change fails again.',
      ),
    ],
  },
  {
    id: 'start-gpu',
    category: 'startup',
    sure: false,
    texts: [
      'nvidia-container',
      'could not select device driver',
      'unknown runtime specified nvidia',
      'libnvidia',
      'nvidia … driver',
      'cuda driver',
      'cuda>=',
    ],
    source: batchGuide('gpu-jobs'),
    words: () => [
      t('GPU not available to the container'),
      t(
        'The container could not get the GPU, its driver, or the CUDA version that the image requires.',
      ),
      t('Use a GPU instance with the ECS GPU-optimized AMI, and an image for its driver.'),
    ],
  },
  {
    id: 'start-mount',
    category: 'startup',
    sure: false,
    texts: start(
      'error mounting',
      'invalid mount',
      'bind source path',
      'not a directory',
      'rootfs',
      'mkdir',
    ),
    source: startPage,
    words: () => [
      t('Volume could not be mounted'),
      t('A volume or path of the job definition could not be mounted into the container.'),
      t(
        'Check the volumes and mount points of the job definition, and that their paths exist on the host.',
      ),
    ],
  },
  {
    id: 'create-volume',
    category: 'startup',
    sure: true,
    texts: ['cannotcreatevolume', 'failed to copy file info', 'failed to chown'],
    source: ecsGuide('cannot-create-volume'),
    words: () => [
      t('Volume could not be created'),
      t('A volume of the job could not be created on the host.'),
      t(
        'Check the volumes of the job definition, and whether the user of the container is allowed to write there.',
      ),
    ],
  },
  {
    id: 'start-exec-denied',
    category: 'startup',
    sure: false,
    texts: start('permission denied', 'operation not permitted'),
    source: startPage,
    words: () => [
      t('Container start denied'),
      t('The host refused to start the program or to prepare its files.'),
      t('Make the entry point executable, and check the user and the volumes of the container.'),
    ],
  },
  {
    id: 'inspect-timeout',
    category: 'startup',
    sure: false,
    texts: ['cannotinspectcontainer', 'transition to inspecting'],
    source: ecsGuide('cannot-inspect-container'),
    words: () => [
      t('Docker did not respond in time'),
      t(
        'ECS could not inspect the container, usually because the disk was too busy. The job itself may have succeeded.',
      ),
      t('Look at the results before a retry. Use faster disks or fewer jobs per instance.'),
    ],
  },
  {
    id: 'docker-timeout',
    category: 'startup',
    sure: true,
    texts: [
      'dockertimeouterror',
      'containerruntimetimeouterror',
      'could not transition to',
      'container start timeout',
    ],
    source: ecsGuide('container-runtime-timeout-error'),
    words: () => [
      t('Container start timed out'),
      t(
        'The container was not created or started in time, usually because the disk of the instance was too busy.',
      ),
      t(
        'Retry the job. If it happens often, use faster disks, smaller images, or fewer jobs per instance.',
      ),
    ],
  },
  {
    id: 'stop-failed',
    category: 'startup',
    sure: false,
    texts: ['cannotstopcontainer'],
    source: ecsGuide('cannot-stop-container'),
    words: () => [
      t('Container could not be stopped'),
      t('The host could not stop the container. This reason does not show what ended the job.'),
      t('Read the log of the job, and replace the instance if it happens again.'),
    ],
  },
];

/** The reason says no more than the kind of error. */
export const otherStartupRules: readonly CauseRule[] = [
  {
    id: 'start-failed',
    category: 'startup',
    sure: true,
    texts: [
      'cannotstartcontainer',
      'cannotruncontainer',
      'containercannotrun',
      'runcontainererror',
      'oci runtime',
      '^starterror',
      'failed to create containerd task',
      'failed to create shim',
      'starting container process',
    ],
    source: startPage,
    words: () => [
      t('Container could not be started'),
      t('The container was created but could not be started.'),
      t(
        'Read the full reason. Check the command, the volumes, and the user of the job definition.',
      ),
    ],
  },
  {
    id: 'create-failed',
    category: 'startup',
    sure: true,
    texts: ['cannotcreatecontainer', 'createcontainererror', 'is already in use by container'],
    source: createPage,
    words: () => [
      t('Container could not be created'),
      t('The host could not create the container.'),
      t('Retry the job on another host. Check the settings of the container if it happens again.'),
    ],
  },
  {
    id: 'runtime-error',
    category: 'startup',
    sure: false,
    texts: [
      'containerruntimeerror',
      'docker daemon',
      'cannotgetdocker',
      'container runtime is down',
      'containerd',
    ],
    source: ecsGuide('container-runtime-error'),
    words: () => [
      t('Container runtime failed'),
      t('Docker or containerd on the host failed.'),
      t('Retry the job on another host. Replace the instance if it happens again.'),
    ],
  },
  {
    id: 'resource-initialization',
    category: 'startup',
    sure: true,
    texts: ['resourceinitializationerror'],
    source: ecsGuide('resource-initialization-error'),
    words: () => [
      t('Resources could not be prepared'),
      t('Something that the container needs could not be prepared, so it was not started.'),
      t('Read the full reason: it names what failed.'),
    ],
  },
  {
    id: 'internal-error',
    category: 'startup',
    sure: false,
    texts: [
      'internalerror',
      'internal error',
      'internalserver',
      'serverexception',
      'internalexecutionerror',
      'service unavailable',
      'throttlingexception',
      'rate exceeded',
    ],
    source: ecsGuide('internal-error'),
    words: () => [
      t('Error within AWS'),
      t('An AWS service failed or was too busy; the job itself is not the cause.'),
      t('Retry the job. If it happens again, look at AWS Health.'),
    ],
  },
  {
    id: 'task-failed-to-start',
    category: 'startup',
    sure: false,
    texts: ['task failed to start', 'taskfailedtostart', 'failed to start'],
    source: ecsGuide('failed-to-start-error'),
    words: () => [
      t('Task failed to start'),
      t('The task failed before its container ran, and AWS reported no other reason.'),
      t(
        'Look at the attempts in the job’s details, and at the stopped task in ECS, which keeps its reason for an hour.',
      ),
    ],
  },
];
