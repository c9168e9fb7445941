import { pickProfile } from '../setUp/profileStep';
import { selectPart } from '../setUp/selectPart';
import type { SetUpServices } from '../setUp/applyConnection';
import type { CommandHandler } from './command';

export const selectProfile = (services: SetUpServices): CommandHandler =>
  selectPart('profile', pickProfile, services);
