import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** One direction only: ui -> data -> core, sample -> core (and the form of a table), lambda -> core, webview -> protocol + core. */
const awsSdk = {
  group: ['@aws-sdk/*', '@smithy/*'],
  message: 'The AWS SDK lives in src/data and lambda.',
};
const vscode = {
  regex: '^vscode$',
  message: 'vscode is imported in src/extension.ts and src/ui alone.',
};
const layer = (regex, message) => ({ regex, message });
const boundary = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', '**/*.mjs', '**/*.cjs'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  boundary(
    ['src/core/**'],
    layer('^(?!\\./|@vscode/l10n$)', 'core imports nothing but itself and the lookup of texts.'),
  ),
  boundary(
    ['src/data/**'],
    vscode,
    layer('^\\.\\.?/(ui|extension|protocol|\\.\\.)', 'data imports core alone.'),
  ),
  boundary(
    ['src/sample/**'],
    vscode,
    awsSdk,
    layer(
      '^(?!\\./|\\.\\./core/|\\.\\./data/(jobTable|tableShape)$|node:timers/promises$)',
      'sample imports core and what a table is, so that nothing can leave the computer.',
    ),
  ),
  boundary(['src/ui/**'], awsSdk),
  boundary(['src/*.ts'], awsSdk),
  boundary(
    ['src/protocol.ts', 'src/ids.ts'],
    awsSdk,
    vscode,
    layer('/(ui|data)/', 'Shared by host and page: core alone.'),
  ),
  boundary(['lambda/**'], vscode, layer('src/(?!core/)', 'lambda imports core alone.')),
  boundary(
    ['webview/**'],
    vscode,
    awsSdk,
    layer('src/(?!core/|protocol$)', 'webview imports the protocol and core alone.'),
  ),
  {
    files: ['test/**'],
    rules: {
      // Command-line programs and test runners speak through the console.
      'no-console': 'off',
      // mocha's describe and it return values nobody awaits.
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);
