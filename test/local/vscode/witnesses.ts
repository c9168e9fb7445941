/** Something that can capture the state that a failed test saw. */
export interface Witness {
  /** Writes files into an existing folder. */
  capture(folder: string): Promise<void>;
  /** Afterwards, closes what the test left open and the next one would stumble over. */
  recover?(): Promise<void>;
}

const witnesses = new Set<Witness>();

/** Returns a function that removes the witness. */
export function addWitness(witness: Witness): () => void {
  witnesses.add(witness);
  return () => witnesses.delete(witness);
}

export const currentWitnesses = (): readonly Witness[] => [...witnesses];
