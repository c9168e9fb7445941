import assert from 'node:assert/strict';
import { denialOf } from '../../../../src/core/aws/accessDenied';

const user = 'arn:aws:iam::123456789012:user/jane';
const role = 'arn:aws:sts::123456789012:assumed-role/Viewer/jane@example.com';
const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/Jobs';

/** The forms of the message that IAM's guide lists, with DynamoDB in the place of other services. */
const forms: readonly (readonly [string, ReturnType<typeof denialOf>['by']])[] = [
  ['because no identity-based policy allows the dynamodb:Scan action', undefined],
  ['with an explicit deny in an identity-based policy', 'explicitDeny'],
  [
    'with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/NoScan',
    'explicitDeny',
  ],
  ['because no service control policy allows the dynamodb:Scan action', 'scp'],
  ['with an explicit deny in a service control policy', 'scp'],
  ['because no permissions boundary allows the dynamodb:Scan action', 'boundary'],
  ['with an explicit deny in a permissions boundary', 'boundary'],
  ['because no session policy allows the dynamodb:Scan action', 'session'],
  ['with an explicit deny in a session policy', 'session'],
  ['because no VPC endpoint policy allows the dynamodb:Scan action', 'endpoint'],
  ['with an explicit deny in a VPC endpoint policy', 'endpoint'],
  ['because no resource-based policy allows the dynamodb:Scan action', 'resource'],
  ['with an explicit deny in a resource-based policy', 'explicitDeny'],
];

describe('denialOf', () => {
  for (const [reason, by] of forms) {
    it(`parses "… ${reason}"`, () => {
      const message = `User: ${role} is not authorized to perform: dynamodb:Scan on resource: ${table} ${reason}`;
      assert.deepEqual(denialOf(message), {
        identity: role,
        action: 'dynamodb:Scan',
        resource: table,
        by,
      });
    });
  }

  it('recognizes indexes, and messages without a reason', () => {
    const message = `User: ${user} is not authorized to perform: dynamodb:Query on resource: ${table}/index/changes`;
    assert.deepEqual(denialOf(message), {
      identity: user,
      action: 'dynamodb:Query',
      resource: `${table}/index/changes`,
      by: undefined,
    });
  });

  it('ignores other messages', () => {
    for (const message of ['', 'Access denied', 'User: nobody is not authorized', '\u0000']) {
      assert.deepEqual(denialOf(message), {
        identity: undefined,
        action: undefined,
        resource: undefined,
        by: undefined,
      });
    }
  });

  it('is not misled by names that look like reasons', () => {
    const named = `arn:aws:iam::123456789012:user/session-policy-because-service-control-policy`;
    const message = `User: ${named} is not authorized to perform: dynamodb:Scan on resource: ${table} because no identity-based policy allows the dynamodb:Scan action`;
    assert.equal(denialOf(message).by, undefined);
  });
});
