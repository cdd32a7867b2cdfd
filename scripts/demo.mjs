// Makes the synthetic CD of fixtures/, runs corelab's commands on it through the command line, shows what they say,
// and fails unless the reports name exactly the faults that were planted, and take every patient for who they are.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDemoCd } from '../build/fixtures/cd/demo-cd.js';
import { manifestTerminalTable } from '../dist/cli/tables/manifest.js';
import { showCollections } from './demo/collections.mjs';
import { compareManifest } from './demo/compare-manifest.mjs';
import { corelab, show } from './demo/corelab.mjs';
import { showDeid } from './demo/deid.mjs';
import { showFollowUp } from './demo/follow-up.mjs';
import { showIdentities } from './demo/identity.mjs';
import { showMeasurements } from './demo/measurements.mjs';
import { showMotion } from './demo/motion.mjs';
import { showPhantoms } from './demo/phantoms.mjs';
import { showProtocol } from './demo/protocol.mjs';
import { showResponses } from './demo/responses.mjs';
import { showTrial } from './demo/trial-run.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'demo-out');
const say = (text = '') => process.stdout.write(`${text}\n`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
say('Making the CD of an imaginary site …');
const key = writeDemoCd(join(out, 'cd'));

say('corelab manifest demo-out/cd --report demo-out/manifest.json --report demo-out/manifest.csv\n');
const reports = ['json', 'csv', 'xml'].flatMap((form) => ['--report', join(out, `manifest.${form}`)]);
const run = corelab(root, ['manifest', join(out, 'cd'), '--json', ...reports]);
process.stderr.write(run.stderr);

const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
show(manifest, manifestTerminalTable);

const differences = [
  ...(run.status === 1 ? [] : [`manifest ended with exit code ${run.status}, expected 1: the CD has faults`]),
  ...compareManifest(manifest, key, readFileSync(join(out, 'manifest.json'), 'utf8')),
];
say('\nMaking the other collections, and running corelab manifest on each …');
differences.push(...(await showCollections(root, join(out, 'collections'), say)));
say('\nWho is who: assigning research IDs …');
differences.push(...showIdentities({ root, out, key, say }));
say('\nDe-identifying the CD …');
differences.push(...showDeid({ root, out, key, say }));
say('\nHolding the CD against a scanning protocol …');
differences.push(...showProtocol({ root, out, say }));
say('\nMeasuring motion on the phantom runs …');
differences.push(...showMotion({ root, out, say }));
say('\nMeasuring phantoms, and recording what qualifies their scanners …');
differences.push(...showPhantoms({ root, out, say }));
say('\nExporting the measurements of a reading, each recomputed …');
differences.push(...showMeasurements({ root, out, say }));
say('\nJudging lesions by RECIST 1.1 …');
differences.push(...showResponses({ root, out, say }));
say('\nTwo days of a trial: CDs in one command, and the ledger …');
differences.push(...(await showTrial({ root, out, say })));
say();
say(
  'Reports: demo-out/manifest.json, demo-out/manifest.csv (one row a series), demo-out/manifest.xml (JUnit);',
);
say('demo-out/identity/*.json, one for each run of assign-id, beside the trial, the keys and the crosswalk;');
say(
  'demo-out/protocol/checks.json, .csv (one row a check), .xml (JUnit: a test case a check), and made.yaml;',
);
say('demo-out/motion/motion.json, .csv (one row a limit), and a plot (SVG) of each run;');
say('demo-out/phantoms/scanners.csv (the list of qualified scanners), and a plot (SVG) of each phantom;');
say('demo-out/measurements/rows.csv, .parquet, lesions.csv (a row a lesion), redcap.csv, fhir.json;');
say(
  'demo-out/trial/batch-2.csv (a row for each thing that was found), status.csv, ledger.md (for an auditor);',
);
say('demo-out/responses/best.csv, sums.csv (to check by hand), waterfall.svg, spider.svg;');
say('demo-out/deid/report.json, the released files in demo-out/deid/clean, the quarantine in clean.state');
say('\nThe CD of a follow-up, from the drive to one page …');
differences.push(...(await showFollowUp({ root, out, say })));
if (differences.length > 0) {
  say(`\nThe reports are NOT what was planted:\n${differences.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
} else {
  say(
    `\nThe reports name exactly the ${key.faults.length} planted faults and who is who, and none of the ${key.identifiers.length} planted identifiers;\nno released file holds one either.`,
  );
}
say('\nThe page of the follow-up, for people: open demo-out/report.html in a browser.');
