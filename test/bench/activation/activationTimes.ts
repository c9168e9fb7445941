import { until } from '../../local/process/until';
import { Workbench } from '../../local/vscode/workbench';

export interface ActivationOptions {
  readonly extension: string;
  /** Folders of others to hold it against. */
  readonly otherExtensions: readonly string[];
  readonly folder: string;
  /** A file of the folder to open, for extensions that wait for one. */
  readonly file: string;
  /** Names in the list of running extensions. */
  readonly names: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What to wait for before VS Code is closed. */
  readonly until: () => Promise<unknown>;
}

/** Starts a fresh VS Code and reads from its list of running extensions how many ms each took. */
export async function activationTimes(
  options: ActivationOptions,
): Promise<ReadonlyMap<string, number>> {
  // High enough for most of the list; the rest is scrolled to.
  const workbench = await Workbench.open({ ...options, size: { width: 1200, height: 1800 } });
  try {
    const { page } = workbench;
    await page.keyboard.press('Control+P');
    await workbench.pick(options.file);
    await workbench.editorTab(options.file).waitFor();
    await workbench.runCommand('Developer: Show Running Extensions');
    const rows = page.locator('.runtime-extensions-editor .monaco-list-row');
    const times = new Map<string, number>();
    let down = 1;
    await until(
      'all extensions are active',
      async () => {
        timesOf(await rows.allInnerTexts(), options.names).forEach((ms, name) =>
          times.set(name, ms),
        );
        // The list holds the rows that are on screen alone.
        await page.mouse.move(600, 900);
        await page.mouse.wheel(0, 2_000 * down);
        down = -down;
        return times.size === options.names.length ? times : undefined;
      },
      { timeoutMs: 120_000, everyMs: 500 },
    );
    await options.until();
    return times;
  } finally {
    await workbench.close();
  }
}

function timesOf(rows: readonly string[], names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const name = names.find(known => row.startsWith(known));
    const ms = /Activation: (\d+)ms/.exec(row)?.[1];
    if (name !== undefined && ms !== undefined) {
      found.set(name, Number(ms));
    }
  }
  return found;
}
