import { t } from '@vscode/l10n';
import {
  isObject,
  numberIn,
  objectIn,
  objectsIn,
  textIn,
  textsIn,
  type JsonObject,
} from '../base/json';
import { logSettingsOf } from '../job/logSettings';
import { listed, type Listed } from '../base/truncated';
import { posixQuoted } from '../text/posixQuoting';

/** How a container of a job is set up. */
export interface EventContainer {
  readonly name: string | undefined;
  readonly image: string | undefined;
  /** As one line. */
  readonly command: string | undefined;
  readonly vcpus: string | undefined;
  readonly memory: string | undefined;
  readonly gpus: string | undefined;
  readonly jobRole: string | undefined;
  readonly executionRole: string | undefined;
  readonly logGroup: string | undefined;
  /** Where the job definition names it; it may not be the region of the job. */
  readonly logRegion: string | undefined;
  /** Absent where the log is in CloudWatch. */
  readonly logDriver: string | undefined;
  /** Names of environment variables, those filled from a secret too. */
  readonly variables: Listed<string>;
}

const maxVariables = 200;

export function containerOf(container: JsonObject): EventContainer {
  const { jobRoleArn, executionRoleArn } = container;
  const { group, region, driver } = logSettingsOf(container) ?? {};
  return {
    name: textIn(container['name']),
    image: textIn(container['image']),
    command: commandLine(container),
    vcpus:
      resource(container, 'VCPU') ?? amount(container['vcpus']) ?? kubernetes(container, 'cpu'),
    memory:
      mebibytes(resource(container, 'MEMORY') ?? amount(container['memory'])) ??
      kubernetes(container, 'memory'),
    gpus: resource(container, 'GPU') ?? kubernetes(container, 'nvidia.com/gpu'),
    jobRole: textIn(jobRoleArn),
    executionRole: textIn(executionRoleArn),
    logGroup: group,
    logRegion: region,
    logDriver: driver,
    variables: listed(variableNames(container), maxVariables),
  };
}

function commandLine({ command, args }: JsonObject): string | undefined {
  const words = [...textsIn(command), ...textsIn(args)];
  return words.length === 0 ? undefined : posixQuoted(words);
}

/** Texts in Batch; other writers keep numbers. */
function amount(value: unknown): string | undefined {
  const number = numberIn(value);
  return number === undefined ? textIn(value) : String(number);
}

/** The newer form, which wins over `vcpus` and `memory` (ResourceRequirement in the API reference). */
function resource({ resourceRequirements }: JsonObject, type: string): string | undefined {
  return amount(objectsIn(resourceRequirements).find(found => found['type'] === type)?.['value']);
}

function kubernetes({ resources }: JsonObject, name: string): string | undefined {
  const { limits, requests } = objectIn(resources);
  return amount(objectIn(limits)[name]) ?? amount(objectIn(requests)[name]);
}

function mebibytes(memory: string | undefined): string | undefined {
  return memory === undefined ? undefined : /^\d+$/.test(memory) ? t('{0} MiB', memory) : memory;
}

/** A list of `{name}` in Batch and Kubernetes; other writers keep `NAME=value`, or an object by name. */
function variableNames(container: JsonObject): string[] {
  return ['environment', 'env', 'secrets'].flatMap(key => {
    const value = container[key];
    return isObject(value) ? Object.keys(value) : Array.isArray(value) ? namesIn(value) : [];
  });
}

function namesIn(variables: readonly unknown[]): string[] {
  return variables.flatMap(variable => {
    const name = isObject(variable) ? textIn(variable['name']) : nameBefore(variable);
    return name === undefined ? [] : [name];
  });
}

/** A text without `=` may be a value: it is not shown. */
function nameBefore(variable: unknown): string | undefined {
  return typeof variable === 'string' ? /^([^=]+)=/s.exec(variable)?.[1] : undefined;
}
