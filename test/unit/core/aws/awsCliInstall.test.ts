import assert from 'node:assert/strict';
import { foundText, isTooOld, missingText } from '../../../../src/core/aws/awsCliInstall';

describe('the message about the AWS CLI', () => {
  it('shows its version, and that version 1 cannot sign in', () => {
    assert.equal(foundText('2.31.0'), 'AWS CLI 2.31.0 is installed.');
    assert.match(foundText('1.42.7'), /^AWS CLI 1\.42\.7 is installed, but .*requires version 2/);
    assert.deepEqual(['1.9', '2.0', '10.1'].map(isTooOld), [true, false, false]);
  });

  it('shows how to install it on this platform', () => {
    assert.match(missingText('win32', undefined), /"winget install /);
    assert.match(missingText('darwin', undefined), /"brew install awscli"/);
    assert.match(missingText('linux', undefined), /"sudo snap install aws-cli/);
    assert.match(
      missingText('freebsd', undefined),
      /To install it, follow the AWS installation guide\.$/,
    );
  });

  it('shows where to install it when VS Code runs elsewhere', () => {
    assert.doesNotMatch(missingText('linux', undefined), /where Batch Monitor runs/);
    assert.match(missingText('linux', 'wsl'), /in WSL, .*not in Windows\.$/);
    assert.match(missingText('linux', 'dev-container'), /in the container,/);
    assert.match(missingText('linux', 'ssh-remote'), /on the remote computer,/);
  });
});
