import { stopEmulators } from '../support/emulators/emulators';

/** Mocha runs this when the last file is done. */
export const mochaHooks = { afterAll: stopEmulators };
