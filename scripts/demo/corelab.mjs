// Runs corelab as a command, and shows its reports as a terminal would.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { terminalReport } from '../../dist/cli/terminal-report.js';

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} args of corelab
 * @param {string} [input] what it reads on standard input
 * @returns its exit code, what it wrote, and the report in that, if it is one
 */
export function corelab(root, args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...args], {
    ...{ encoding: 'utf8', input, maxBuffer: 1 << 28 },
  });
  const report = stdout.startsWith('{') ? JSON.parse(stdout) : undefined;
  return { status, stdout, stderr, report };
}

/** Prints a report with its table. @param tableOf the renderer of its command's table */
export function show(report, tableOf) {
  // The table renderers take a report as the pipeline makes it: the command's own keys apart.
  const whole = { ...report, sections: report };
  const terminal = { columns: process.stdout.columns ?? 140, isTTY: process.stdout.isTTY === true };
  for (const text of terminalReport(whole, tableOf(whole), terminal)) process.stdout.write(text);
}
