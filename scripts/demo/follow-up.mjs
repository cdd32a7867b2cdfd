// The CD of a follow-up with five things wrong, from the drive to one page for people; says in plain words what was found,
// each told from a report, and fails where one of the five is not found, or a sixth is.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS_YAML, PROTOCOL_YAML } from '../../build/fixtures/trial/config-files.js';
import {
  baselineFiles,
  FOLLOW_UP,
  FOLLOW_UP_TRIAL_YAML,
  followUpFiles,
  LESIONS_CSV,
  visitsCsv,
} from '../../build/fixtures/trial/follow-up.js';
import { writeFiles } from '../../build/fixtures/write-files.js';
import { runTerminalTable } from '../../dist/cli/tables/run.js';
import { corelab, show } from './corelab.mjs';

const SITE = '02';
const STEPS = ['manifest', 'assign-id', 'deid', 'check-protocol', 'qc-motion', 'measure-export'];
/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where reports go, and
 * what prints a line
 * @returns {Promise<string[]>} what differs, nothing when all is as it must be
 */
export async function showFollowUp({ root, out, say }) {
  const place = join(out, 'follow-up');
  mkdirSync(place);
  const at = (name) => join(place, name);
  await writeInputs(place);
  for (const key of ['corelab.key', 'crosswalk.key']) corelab(root, ['key', 'new', at(key)]);
  corelab(root, ['crosswalk', 'new', at('x.db'), '--crosswalk-key', at('crosswalk.key')]);
  const run = (cd) =>
    corelab(root, ['run', at('trial.yaml'), at(cd), '--site', SITE, '--out', at('clean'), '--json']);
  const baseline = run('baseline');
  writeFileSync(at('visits.csv'), visitsCsv('V2'));
  say('corelab run trial.yaml follow-up --site 02 --out clean\n');
  const { report, status, stderr } = run('follow-up-cd');
  if (!report) return [`run gave no report: ${stderr}`];
  show(report, runTerminalTable);
  const folder = join(at('clean.state'), report.run.id);
  const files = [...STEPS.map((step) => join(folder, '0001', `${step}.json`)), join(folder, 'response.json')];
  say('\ncorelab report clean.state/RUN/0001/*.json clean.state/RUN/response.json --out report.html\n');
  const page = corelab(root, [
    ...['report', ...files, '--out', join(out, 'report.html'), '--json'],
    ...['--title', `Follow-up of ${FOLLOW_UP.subject}, one CD`],
  ]);
  if (!page.report) return [`report gave no report: ${page.stderr}`];
  const told = Object.fromEntries(
    files.map((file) => [
      file.split('/').at(-1).replace('.json', ''),
      JSON.parse(readFileSync(file, 'utf8')),
    ]),
  );
  const facts = factsOf(told);
  say('What was found on this CD:\n');
  facts.forEach(({ said }, i) => {
    say(`  ${i + 1}. ${said ?? 'NOT FOUND'}`);
  });
  return [
    // One visit gives no response: that is not evaluable, and nothing else may be.
    ...(baseline.status === 0 ? [] : [`the baseline ended with ${baseline.status}, expected 0`]),
    ...(status === 1 && page.status === 1
      ? []
      : [`run ended with ${status}, report with ${page.status}, expected 1`]),
    ...facts.filter(({ said }) => said === undefined).map(({ what }) => `${what} was not found`),
    ...others(told),
  ];
}

async function writeInputs(place) {
  const texts = {
    ...{ 'trial.yaml': FOLLOW_UP_TRIAL_YAML, 'protocol.yaml': PROTOCOL_YAML, 'limits.yaml': LIMITS_YAML },
    ...{ 'lesions.csv': LESIONS_CSV, 'visits.csv': visitsCsv('V1') },
  };
  writeFiles(
    place,
    Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  );
  writeFiles(join(place, 'baseline'), await baselineFiles());
  writeFiles(join(place, 'follow-up-cd'), await followUpFiles());
}

/** What each of the five is called, and what a report says of it; undefined where no report does. */
function factsOf({ manifest, deid, 'check-protocol': protocol, 'qc-motion': motion, response }) {
  return [
    { what: 'the missing slice', said: missingSlice(manifest) },
    { what: 'the planted deviation', said: deviation(protocol) },
    { what: 'the moving subject', said: movement(motion) },
    { what: 'the quarantined ultrasound', said: ultrasound(manifest, deid) },
    { what: 'the lesion that progressed', said: progression(response) },
  ];
}

const seriesOf = ({ studies }) => studies.flatMap(({ series }) => series);

function missingSlice(manifest) {
  const gap = manifest.findings.find(({ code }) => code === 'missing-slices');
  const series = seriesOf(manifest).find(({ seriesUID }) => seriesUID === gap?.subject?.seriesUID);
  if (!series) return undefined;
  const { missingSlices, slices, sliceSpacingMm } = series.geometry;
  return `A slice is missing: "${series.description}" has ${slices} slices, ${sliceSpacingMm} mm apart, with room for ${missingSlices} more between them.`;
}

function deviation({ checks }) {
  const check = checks.find(({ check: name, outcome }) => name === 'FlipAngle' && outcome === 'fail');
  return (
    check &&
    `The scan is not as the protocol wants it: the flip angle of ${check.entry} is ${check.actual}, not ${check.expected} (${check.source}).`
  );
}

function movement({ checks, series }) {
  const check = checks.find(({ check: name, outcome }) => name === 'meanFdPowerMm' && outcome === 'fail');
  const run = series.find(({ seriesUID }) => seriesUID === check?.seriesUID);
  return (
    run &&
    `The subject moved in "${run.description}": framewise displacement is ${check.actual} on average; the limit is ${check.expected}.`
  );
}

function ultrasound(manifest, { quarantine }) {
  const pictures = seriesOf(manifest).filter(({ modality }) => modality === 'US');
  const [held] = quarantine;
  if (pictures.length !== 1 || quarantine.length !== 1) return undefined;
  return `An ultrasound picture was not released (${held.code}): ${held.reason}. It is in the quarantine.`;
}

function progression({ responses }) {
  const row = responses.find(({ visit, overall }) => visit === FOLLOW_UP.visit && overall === 'PD');
  return (
    row &&
    `The lesion progressed: ${row.sumMm} mm after ${row.nadirSumMm} mm, ${row.changeFromNadirMm} mm or ${row.changeFromNadirPercent}% more: ${row.overall} by RECIST 1.1.`
  );
}

/** Codes of what was found besides, whatever it is. */
const EXPECTED = {
  manifest: ['missing-slices'],
  'assign-id': [],
  deid: ['quarantined-not-admitted'],
  'check-protocol': ['protocol-deviation', 'protocol-series-incomplete'],
  'qc-motion': ['image-unmeasurable', 'motion-over-limit'],
  'measure-export': [],
  response: [],
};

function others(told) {
  return Object.entries(EXPECTED).flatMap(([command, expected]) => {
    const codes = [...new Set(told[command].findings.map(({ code }) => code))].sort();
    return codes.join() === expected.join()
      ? []
      : [`${command} found ${codes.join()}, not ${expected.join()}`];
  });
}
