/** VS Code's own colour themes, one of each kind, by their names in settings. */
const looks = {
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof looks;

export const themes = Object.keys(looks) as readonly Theme[];

/** The name in the theme picker. */
export const themeLabel = (theme: Theme): string => looks[theme].label;

/** The workbench's CSS class for the kind of theme. */
export const themeClass = (theme: Theme): string => looks[theme].className;
