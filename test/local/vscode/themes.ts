/** VS Code's own colour themes, one of each kind, by the names that every version knows. */
const looks = {
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof looks;

export const themes = Object.keys(looks) as readonly Theme[];

/**
 * The value of the setting. VS Code rewrites the settings file at its start if it has an earlier name, and what a test
 * writes at that moment is lost.
 */
export const themeSetting = (theme: Theme): string => theme.replace(/^Default (?=.* Modern$)/, '');

/** The name in the theme picker. */
export const themeLabel = (theme: Theme): string => looks[theme].label;

/** The workbench's CSS class for the kind of theme. */
export const themeClass = (theme: Theme): string => looks[theme].className;
