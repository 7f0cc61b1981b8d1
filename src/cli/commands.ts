import type { Command } from './command.js';
import { assessCommand } from './commands/assess.js';
import { convertCommand } from './commands/convert.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { exportCommand } from './commands/export.js';
import { importCommand } from './commands/import.js';
import { initCommand } from './commands/init.js';
import { mapCommand } from './commands/map.js';
import { planCommand } from './commands/plan.js';
import { reportCommand } from './commands/report.js';
import { simulateCommand } from './commands/simulate.js';
import { typesCommand } from './commands/types.js';
import { verifyCommand } from './commands/verify.js';

/** Every command, in the order of a move. Heavy modules are loaded by the command that runs, so that help is quick. */
export const commands: readonly Command[] = [
  demoCommand,
  simulateCommand,
  initCommand,
  doctorCommand,
  typesCommand,
  exportCommand,
  convertCommand,
  assessCommand,
  explainCommand,
  mapCommand,
  planCommand,
  importCommand,
  verifyCommand,
  reportCommand,
];
