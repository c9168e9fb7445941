import { run } from '../../local/process/managedProcess';
import { root } from '../../local/root';

/**
 * The files that differ from a revision, including untracked ones, relative to the repository. The default
 * revision is the merge base with the upstream branch, or the last commit if there is none.
 */
export async function changedFiles(since?: string, cwd = root): Promise<string[]> {
  const base =
    since ?? (await git(cwd, 'merge-base', 'HEAD', '@{upstream}').catch(() => 'HEAD')).trim();
  const changed = await git(cwd, 'diff', '--name-only', '-z', '--no-renames', base, '--');
  const added = await git(cwd, 'ls-files', '--others', '--exclude-standard', '-z');
  return [...new Set([...changed.split('\0'), ...added.split('\0')])]
    .filter(name => name !== '')
    .sort();
}

async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, output } = await run('git', args, { cwd });
  if (code !== 0) {
    throw new Error(`git ${args.join(' ')} failed: ${output}`);
  }
  return output;
}
