import fc from 'fast-check';

/** A mutant is noticed by the first runs of a property or by none; the same ones each time, so that a score can be repeated. */
fc.configureGlobal({ seed: 1, numRuns: 30 });
