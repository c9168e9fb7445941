import type { SettingValues } from './settingsFiles';

/**
 * Turns off prompts and welcome pages of a new VS Code, and anything that would access the internet. Only values of
 * today: VS Code replaces earlier ones in the settings file some time after its start, and what a test writes at that
 * moment is lost.
 */
export const quietSettings: SettingValues = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'security.workspace.trust.startupPrompt': 'never',
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'window.restoreWindows': 'none',
};
