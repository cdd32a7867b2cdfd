// Makes the synthetic CD of fixtures/, runs corelab's commands on it through the command line, shows what they say,
// and fails unless the reports name exactly the faults that were planted.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDemoCd } from '../build/fixtures/cd/demo-cd.js';
import { manifestTerminalTable } from '../dist/cli/tables/manifest.js';
import { terminalReport } from '../dist/cli/terminal-report.js';
import { showCollections } from './demo/collections.mjs';
import { compareManifest } from './demo/compare-manifest.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'demo-out');
const say = (text = '') => process.stdout.write(`${text}\n`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
say('Making the CD of an imaginary site …');
const key = writeDemoCd(join(out, 'cd'));

say('corelab manifest demo-out/cd --report demo-out/manifest.json --report demo-out/manifest.csv\n');
const reports = ['json', 'csv', 'xml'].flatMap((form) => ['--report', join(out, `manifest.${form}`)]);
const run = spawnSync(
  process.execPath,
  [join(root, 'bin/run.js'), 'manifest', join(out, 'cd'), '--json', ...reports],
  {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  },
);
process.stderr.write(run.stderr);

const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
// The table renderer takes a report as the pipeline makes it: the command's own keys apart.
const report = { ...manifest, sections: manifest };
const terminal = { columns: process.stdout.columns ?? 140, isTTY: process.stdout.isTTY === true };
for (const text of terminalReport(report, manifestTerminalTable(report), terminal))
  process.stdout.write(text);

const differences = [
  ...(run.status === 1 ? [] : [`manifest ended with exit code ${run.status}, expected 1: the CD has faults`]),
  ...compareManifest(manifest, key, readFileSync(join(out, 'manifest.json'), 'utf8')),
];
say('\nMaking the other collections, and running corelab manifest on each …');
differences.push(...(await showCollections(root, join(out, 'collections'), say)));
say();
say(
  'Reports: demo-out/manifest.json, demo-out/manifest.csv (one row a series), demo-out/manifest.xml (JUnit)',
);
if (differences.length > 0) {
  say(`\nThe report is NOT what was planted:\n${differences.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
} else {
  say(
    `The report names exactly the ${key.faults.length} planted faults, and none of the ${key.identifiers.length} planted identifiers.`,
  );
}
