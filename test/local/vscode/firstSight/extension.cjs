exports.activate = async () => {
  const { commands } = require('vscode');
  await commands.executeCommand('batchMonitor.jobs.focus');
  await commands.executeCommand('batchMonitor.openDashboard');
};
