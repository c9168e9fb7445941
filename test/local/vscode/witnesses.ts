/** Something that can show what a failed test saw. */
export interface Witness {
  /** Writes files into a folder that exists. */
  capture(folder: string): Promise<void>;
}

const witnesses = new Set<Witness>();

/** Returns a function that takes the witness off the list again. */
export function addWitness(witness: Witness): () => void {
  witnesses.add(witness);
  return () => witnesses.delete(witness);
}

export const currentWitnesses = (): readonly Witness[] => [...witnesses];
