import { writeFileSync } from 'node:fs';

// Runs the command line in this process and leaves its peak memory, in MiB, in the file that MEASURED names.
process.on('exit', () => {
  const file = process.env['MEASURED'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS / 1024));
});
await import('../../src/cli.js');
