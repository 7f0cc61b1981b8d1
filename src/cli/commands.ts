import { appleAssessCommand } from './apple/assess.js';
import { appleCancelCommand } from './apple/cancel.js';
import { appleDeadlineCommand } from './apple/deadline.js';
import { appleDevicesCommand } from './apple/devices.js';
import { appleReassignCommand } from './apple/reassign.js';
import { appleServersCommand } from './apple/servers.js';
import { appleStatusCommand } from './apple/status.js';
import { appleVerifyCommand } from './apple/verify.js';
import { appleWaveCheckCommand } from './apple/wave-check.js';
import { appleWavePlanCommand } from './apple/wave-plan.js';
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
import { rollbackCommand } from './commands/rollback.js';
import { simulateCommand } from './commands/simulate.js';
import { typesCommand } from './commands/types.js';
import { verifyCommand } from './commands/verify.js';
import { verifyBundleCommand } from './commands/verify-bundle.js';
import { identifiersExportCommand } from './identifiers/export.js';
import { identifiersFromDevicesCommand } from './identifiers/from-devices.js';
import { identifiersImportCommand } from './identifiers/import.js';

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
  rollbackCommand,
  reportCommand,
  verifyBundleCommand,
  appleServersCommand,
  appleDevicesCommand,
  appleAssessCommand,
  appleWavePlanCommand,
  appleWaveCheckCommand,
  appleReassignCommand,
  appleStatusCommand,
  appleDeadlineCommand,
  appleCancelCommand,
  appleVerifyCommand,
  identifiersExportCommand,
  identifiersImportCommand,
  identifiersFromDevicesCommand,
];
