import { pickTable } from '../setUp/tableStep';
import { selectPart } from '../setUp/selectPart';
import type { SetUpServices } from '../setUp/applyConnection';
import type { CommandHandler } from './command';

export const selectTable = (services: SetUpServices): CommandHandler =>
  selectPart('tableName', pickTable, services);
