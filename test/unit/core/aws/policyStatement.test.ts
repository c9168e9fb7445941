import assert from 'node:assert/strict';
import {
  policyStatement,
  readingActions,
  tableResources,
} from '../../../../src/core/aws/policyStatement';

describe('policyStatement', () => {
  it('is a valid IAM statement', () => {
    const resources = tableResources('Jobs', 'eu-west-1', '123456789012');
    assert.deepEqual(JSON.parse(policyStatement(readingActions, resources)), {
      Effect: 'Allow',
      Action: ['dynamodb:DescribeTable', 'dynamodb:Scan', 'dynamodb:Query'],
      Resource: [
        'arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs',
        'arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs/index/*',
      ],
    });
  });

  it('uses any account if none is known', () => {
    assert.equal(
      tableResources('Jobs', 'eu-west-1', undefined)[0],
      'arn:aws:dynamodb:eu-west-1:*:table/Jobs',
    );
  });

  it('supports the partitions of AWS', () => {
    assert.match(tableResources('Jobs', 'cn-north-1', '1')[0] ?? '', /^arn:aws-cn:dynamodb:cn-/);
    assert.match(tableResources('Jobs', 'us-gov-west-1', '1')[0] ?? '', /^arn:aws-us-gov:/);
  });

  it('uses the ARN of a table unchanged', () => {
    const arn = 'arn:aws:dynamodb:us-east-1:210987654321:table/Theirs';
    assert.deepEqual(tableResources(arn, 'eu-west-1', '1'), [arn, `${arn}/index/*`]);
  });
});
