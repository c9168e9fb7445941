/** Each merge of other windows during a visit may cost a round. */
const maxRounds = 5;

/**
 * Visits the listed files, and again as long as they change meanwhile: another window renames a file to merge
 * it, and creates the merged one. `visit` resolves to whether the file still existed. Resolves to `false` if
 * some files may have been missed.
 */
export async function visitSegments(
  list: () => Promise<readonly string[]>,
  visit: (name: string) => Promise<boolean>,
): Promise<boolean> {
  for (let round = 0; round < maxRounds; round++) {
    const names = await list();
    let isComplete = true;
    for (const name of names) {
      // A list made during the rename may lack the file under both names, so look again in any case.
      isComplete = (await visit(name)) && isComplete;
    }
    const later = await list();
    if (isComplete && later.every(name => names.includes(name))) {
      return true;
    }
  }
  return false;
}
