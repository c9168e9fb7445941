import { pickRegion } from '../setUp/regionStep';
import { selectPart } from '../setUp/selectPart';
import type { SetUpServices } from '../setUp/applyConnection';
import type { CommandHandler } from './command';

export const selectRegion = (services: SetUpServices): CommandHandler =>
  selectPart('region', pickRegion, services);
