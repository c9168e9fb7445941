import type { SettingValues } from '../../local/vscode/settingsFiles';

/**
 * The user's settings in the VS Code that runs the host tests, whatever their scope. None of ours:
 * the tests begin as a new user does, and set what they are about.
 */
export const hostSettings: SettingValues = {};
