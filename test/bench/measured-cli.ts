import { writeFileSync } from 'node:fs';

// Runs the command line in this process and leaves its peak memory (MiB) and its processor time (seconds) in the file that MEASURED names.
process.on('exit', () => {
  const file = process.env['MEASURED'];
  const { user, system } = process.cpuUsage();
  if (file !== undefined) writeFileSync(file, JSON.stringify({ peakMiB: process.resourceUsage().maxRSS / 1024, cpuSeconds: (user + system) / 1e6 }));
});
await import('../../src/cli.js');
