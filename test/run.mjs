// Runs the compiled tests below .build/test with node's own runner; `npm test -- engine store` picks folders or files by a part of their path.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const root = '.build/test';
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.js'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .filter((file) => wanted.length > 0 || !file.includes(join(root, 'long')))
  .sort();
if (files.length === 0) {
  console.error(`no test file below ${root} matches ${wanted.join(' ') || '*.test.js'}`);
  process.exit(1);
}
const child = spawn(process.execPath, ['--test', `--test-concurrency=${availableParallelism()}`, ...flags, ...files], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
