#!/usr/bin/env node
import { run } from './cli/run.js';
import { redacted } from './graph/error-body.js';

// whoever reads our output may stop reading: `tenantferry types | head`
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

// what nobody caught may hold what somebody sent
process.on('uncaughtException', (error) => {
  process.stderr.write(`This should not have happened: ${redacted(error.stack ?? error.message)}\n`);
  process.exit(1);
});

process.exitCode = await run(process.argv.slice(2));
