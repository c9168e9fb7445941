/** The colour themes of VS Code itself, one of each kind, by the names that settings give them. */
const looks = {
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof looks;

export const themes = Object.keys(looks) as readonly Theme[];

/** What the theme picker calls it. */
export const themeLabel = (theme: Theme): string => looks[theme].label;

/** The class by which the workbench shows the kind of its theme. */
export const themeClass = (theme: Theme): string => looks[theme].className;
