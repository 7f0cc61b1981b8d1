#!/usr/bin/env node
import { run } from './cli/run.js';

// whoever reads our output may stop reading: `tenantferry types | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
