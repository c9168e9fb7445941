import assert from 'node:assert/strict';
import { shortWho } from '../../../webview/view/history/historyWords';

describe('shortWho', () => {
  const cases = {
    'arn:aws:sts::123456789012:assumed-role/Operator/ada@example.org': 'Operator/ada@example.org',
    'arn:aws-cn:iam::123456789012:user/team/ada': 'team/ada',
    'arn:aws:iam::123456789012:root': 'root',
    'arn:aws:iam::123456789012:': 'arn:aws:iam::123456789012:',
    '123456789012': '123456789012',
    default: 'default',
    'a/b': 'a/b',
    '': '',
  };
  for (const [by, short] of Object.entries(cases)) {
    it(`shows ${short || 'nothing'} for ${by || 'nobody'}`, () =>
      assert.equal(shortWho(by), short));
  }
});
