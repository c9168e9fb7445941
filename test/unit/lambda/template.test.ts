import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parse, type ScalarTag, type CollectionTag } from 'yaml';
import {
  abortingActions,
  livePreparingActions,
  retryingActions,
} from '../../../src/core/aws/policyStatement';
import { objectIn, objectsIn, type JsonObject } from '../../../src/core/base/json';
import { eventFixtures, fixture } from '../../support/builders/batchEvents';
import { jobsTable } from '../../local/dynamodb/table';

interface Diagnostic {
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
}

interface Validator {
  readonly RegoEngine: new () => {
    validateStandard(template: unknown): { readonly diagnostics: readonly Diagnostic[] };
    free(): void;
  };
  readonly TemplateFile: new (file: string) => unknown;
}

const file = path.join(__dirname, '..', '..', '..', 'lambda', 'template.yaml');
const source = readFileSync(file, 'utf8');

/** CloudFormation's short forms, as their long ones. */
const tags: (ScalarTag | CollectionTag)[] = ['Ref', 'Sub', 'GetAtt'].map(name => ({
  tag: `!${name}`,
  resolve: (text: string) => ({ [name === 'Ref' ? name : `Fn::${name}`]: text }),
}));
const listTags: CollectionTag[] = ['If', 'Equals', 'Not', 'And', 'Join', 'Split', 'Sub'].map(
  name => ({
    tag: `!${name}`,
    collection: 'seq',
    resolve: list => ({ [`Fn::${name}`]: (list as { toJSON(): unknown }).toJSON() }),
  }),
);

/** The value of an expression with CloudFormation's functions for lists and texts. */
function evaluate(value: unknown, parameters: JsonObject): unknown {
  const [[name, of] = ['', undefined]] = Object.entries(objectIn(value));
  const evaluated = (part: unknown): unknown => evaluate(part, parameters);
  switch (name) {
    case 'Ref':
      return parameters[String(of)];
    case 'Fn::Join': {
      const [delimiter, list] = of as [string, unknown];
      assert.equal(typeof delimiter, 'string', 'CloudFormation requires a literal delimiter');
      return (evaluated(list) as string[]).join(delimiter);
    }
    case 'Fn::Split': {
      const [delimiter, text] = of as [string, unknown];
      return String(evaluated(text)).split(delimiter);
    }
    case 'Fn::Sub': {
      const [text, values] = of as [string, JsonObject];
      return text.replaceAll(/\$\{(\w+)\}/g, (_, key: string) => String(evaluated(values[key])));
    }
    default:
      return value;
  }
}

const template = parse(source, { customTags: [...tags, ...listTags] }) as JsonObject;
const resources = objectIn(template['Resources']) as Record<string, JsonObject>;
const properties = (id: string): JsonObject => objectIn(resources[id]?.['Properties']);
const ofType = (type: string): string[] =>
  Object.keys(resources).filter(id => resources[id]?.['Type'] === type);

/** AWS's own validator, which comes inside its construct library alone. */
function validator(): Validator {
  const library = path.dirname(createRequire(__filename).resolve('aws-cdk-lib/package.json'));
  const found = path.join(library, 'node_modules', '@aws', 'cloudformation-validate');
  return createRequire(__filename)(found) as Validator;
}

function problemsOf(templateFile: string): Diagnostic[] {
  const { RegoEngine, TemplateFile } = validator();
  const engine = new RegoEngine();
  try {
    const { diagnostics } = engine.validateStandard(new TemplateFile(templateFile));
    return diagnostics.filter(({ severity }) => severity !== 'INFO');
  } finally {
    engine.free();
  }
}

const statements = (document: unknown): JsonObject[] => [
  ...objectsIn(objectIn(document)['Statement']),
];
const actionsOf = (document: unknown): string[] =>
  statements(document)
    .flatMap(({ Action }) => Action as string | string[])
    .sort();

describe('The CloudFormation template', () => {
  it('has no errors according to the AWS validator', () => {
    const left = problemsOf(file)
      // It does not see that the condition Notifies keeps an empty ARN away.
      .filter(({ ruleId, message }) => !(ruleId === 'W1030' && message.includes('AlarmTopicArn')));
    assert.deepEqual(left, []);
  });

  it('fails validation with a mistake', async () => {
    const { mkdtemp, rm, writeFile } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const folder = await mkdtemp(path.join(tmpdir(), 'template-'));
    const mistakes: [string, string][] = [
      ['BillingMode: PAY_PER_REQUEST', 'BilingMode: PAY_PER_REQUEST'],
      ['Runtime: nodejs24.x', 'Runtime: nodejs12.x'],
      ['!GetAtt Rule.Arn', '!GetAtt Rule.Name'],
      ['!GetAtt FunctionRole.Arn', '!GetAtt Role.Arn'],
    ];
    for (const [right, wrong] of mistakes) {
      assert(source.includes(right), right);
      const broken = path.join(folder, 'template.yaml');
      await writeFile(broken, source.replaceAll(right, wrong));
      const found = problemsOf(broken).filter(({ ruleId }) => ruleId !== 'W1030');
      assert.notDeepEqual(found, [], wrong);
    }
    await rm(folder, { recursive: true });
  });

  it('creates the table and index that the code needs, protected from loss', () => {
    const needed = jobsTable('any', { index: true });
    const table = properties('Table');
    for (const name of ['BillingMode', 'KeySchema', 'AttributeDefinitions'] as const) {
      assert.deepEqual(table[name], needed[name]);
    }
    assert.deepEqual(table['GlobalSecondaryIndexes'], needed.GlobalSecondaryIndexes);
    assert.deepEqual(table['TimeToLiveSpecification'], {
      AttributeName: 'expiresAt',
      Enabled: true,
    });
    assert.equal(table['DeletionProtectionEnabled'], true);
    assert.deepEqual(table['SSESpecification'], { SSEEnabled: true });
    assert.deepEqual(table['PointInTimeRecoverySpecification'], {
      PointInTimeRecoveryEnabled: true,
    });
    assert.equal(resources['Table']?.['DeletionPolicy'], 'RetainExceptOnCreate');
    assert.equal(resources['Table']['UpdateReplacePolicy'], 'Retain');
  });

  it('creates the table last, so that a failed first deployment leaves none behind', () => {
    const before = new Set<string>();
    const visit = (id: string): void => {
      const text = JSON.stringify(resources[id]);
      for (const other of Object.keys(resources)) {
        if (!before.has(other) && other !== id && new RegExp(`"${other}[".]`).test(text)) {
          before.add(other);
          visit(other);
        }
      }
    };
    visit('Table');
    assert.deepEqual(
      Object.keys(resources).filter(id => !before.has(id)),
      ['Table'],
    );
  });

  it('outputs how to turn on TTL when it cannot: for an existing table', () => {
    const output = objectIn(objectIn(template['Outputs'])['TimeToLiveCommand']);
    assert.equal(output['Condition'], 'NeedsTimeToLive');
    assert.match(
      String(objectIn(output['Value'])['Fn::Sub']),
      /^aws dynamodb update-time-to-live .*Enabled=true,AttributeName=expiresAt$/,
    );
  });

  it('accepts job state changes and blocked queues, and no other events of AWS Batch', () => {
    const pattern = properties('Rule')['EventPattern'] as Record<string, string[]>;
    assert.deepEqual(Object.keys(pattern), ['source', 'detail-type']);
    const matches = (event: JsonObject): boolean =>
      Object.entries(pattern).every(([name, values]) => values.includes(String(event[name])));
    for (const name of eventFixtures) {
      assert.equal(matches(fixture(name.slice(0, 2))), !name.startsWith('10'), name);
    }
  });

  it('gives the function only the permissions it needs', () => {
    const [writes] = objectsIn(properties('FunctionRole')['Policies']);
    assert.deepEqual(actionsOf(writes?.['PolicyDocument']), [
      'dynamodb:UpdateItem',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:SendMessage',
    ]);
    assert.deepEqual(actionsOf(properties('RedrivePolicy')['PolicyDocument']), [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    assert.equal(resources['RedrivePolicy']?.['Condition'], 'Redrives');
    assert.equal(properties('FunctionRole')['ManagedPolicyArns'], undefined);
  });

  it('has policies for readers and for live actions, limited to their resources', () => {
    const reader = properties('ReaderPolicy')['PolicyDocument'];
    const [ofTable, ofLogs] = objectsIn(objectIn(reader)['Statement']);
    assert.deepEqual([ofTable?.['Action']].flat().toSorted(), [
      'dynamodb:DescribeTable',
      'dynamodb:Query',
      'dynamodb:Scan',
    ]);
    const [condition, logs] = objectIn(ofLogs)['Fn::If'] as [string, JsonObject];
    assert.equal(condition, 'ReadsLogs');
    assert.deepEqual(logs['Action'], ['logs:FilterLogEvents', 'logs:GetLogEvents']);
    const live = properties('LiveActions')['PolicyDocument'];
    assert.deepEqual(
      actionsOf(live),
      [...retryingActions, ...abortingActions, ...livePreparingActions].toSorted(),
    );
    const everywhere = [reader, live, properties('RedrivePolicy')['PolicyDocument']]
      .flatMap(statements)
      .concat(
        objectsIn(properties('FunctionRole')['Policies']).flatMap(p =>
          statements(p['PolicyDocument']),
        ),
      )
      .filter(({ Resource }) => Resource === '*');
    assert.deepEqual(
      everywhere.map(({ Action }) => Action),
      [[...livePreparingActions]],
    );
    assert(!source.includes('arn:aws:'), 'other partitions too');
  });

  it('lets readers read any number of log groups, or none', () => {
    assert.equal(
      objectIn(objectIn(template['Parameters'])['LogGroups'])['Type'],
      'CommaDelimitedList',
    );
    const reader = properties('ReaderPolicy')['PolicyDocument'];
    const [, ofLogs] = objectsIn(objectIn(reader)['Statement']);
    const [condition, logs] = objectIn(ofLogs)['Fn::If'] as [string, JsonObject];
    const resourcesFor = (LogGroups: readonly string[]): unknown =>
      evaluate(logs['Resource'], { LogGroups });
    assert.deepEqual(resourcesFor(['/aws/batch/job']), [
      'arn:*:logs:*:*:log-group:/aws/batch/job:*',
    ]);
    assert.deepEqual(resourcesFor(['/aws/batch/job', '/teams/*']), [
      'arn:*:logs:*:*:log-group:/aws/batch/job:*',
      'arn:*:logs:*:*:log-group:/teams/*:*',
    ]);
    assert.deepEqual(logs['Condition'], {
      StringEqualsIfExists: { 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } },
    });
    const [isEmpty] = objectIn(objectIn(template['Conditions'])[condition])['Fn::Not'] as [
      JsonObject,
    ];
    const [joined, nothing] = isEmpty['Fn::Equals'] as [unknown, string];
    assert.equal(evaluate(joined, { LogGroups: [''] }), nothing);
    assert.notEqual(evaluate(joined, { LogGroups: ['a', 'b'] }), nothing);
  });

  it('loses no event: each failure has a queue, and each queue an alarm', () => {
    const [target] = objectsIn(properties('Rule')['Targets']);
    const arn = (id: string) => ({ 'Fn::GetAtt': `${id}.Arn` });
    assert.deepEqual(target?.['DeadLetterConfig'], { Arn: arn('RuleDeadLetters') });
    assert.deepEqual(properties('FunctionInvocation')['DestinationConfig'], {
      OnFailure: { Destination: arn('FailedInvocations') },
    });
    const [allowed] = statements(properties('RuleDeadLettersPolicy')['PolicyDocument']);
    assert.deepEqual(allowed?.['Condition'], { ArnEquals: { 'aws:SourceArn': arn('Rule') } });
    assert.deepEqual(properties('RulePermission')['SourceArn'], arn('Rule'));
    const watched = JSON.stringify(
      ofType('AWS::CloudWatch::Alarm').map(id => properties(id)['Dimensions']),
    );
    for (const queue of ofType('AWS::SQS::Queue')) {
      assert(watched.includes(`"${queue}.QueueName"`), queue);
    }
    const metrics = ofType('AWS::CloudWatch::Alarm').map(id => properties(id)['MetricName']);
    for (const metric of ['Errors', 'Throttles', 'FailedInvocations', 'Rejected']) {
      assert(metrics.includes(metric), metric);
    }
  });

  it('redrives both queues on request, with messages that fail individually', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping');
    assert.equal(mappings.length, 2);
    for (const id of mappings) {
      assert.equal(resources[id]?.['Condition'], 'Redrives');
      assert.deepEqual(properties(id)['FunctionResponseTypes'], ['ReportBatchItemFailures']);
    }
  });

  it('sets the variables that the function reads, and the zip contains', () => {
    const { Environment, Handler, Runtime, Architectures } = properties('Function');
    const variables = objectIn(objectIn(Environment)['Variables']);
    assert.deepEqual(Object.keys(variables), [
      'TABLE_NAME',
      'RETENTION_DAYS',
      'REDACT_ENVIRONMENT',
      'POWERTOOLS_SERVICE_NAME',
      'POWERTOOLS_METRICS_NAMESPACE',
    ]);
    assert.deepEqual(
      [Handler, Runtime, Architectures],
      ['handler.handler', 'nodejs24.x', ['arm64']],
    );
  });
});
