// Measures motion on the phantom runs: positions are held against the truth, planted dropouts and spikes must be found
// and no others, and what cannot be measured must be said to be so.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qcMotionTerminalTable } from '../../dist/cli/tables/qc-motion.js';
import { fdJenkinsonMm } from '../../dist/motion/displacement.js';
import { inverseRigid, product } from '../../dist/motion/rigid.js';
import { corelab, show } from './corelab.mjs';

/** What is said of each run: it can be measured, or it cannot. */
const RUNS = {
  'stratum-0.08': 'measured',
  'stratum-4': 'measured',
  'dropout-spike': 'measured',
  sphere: 'not-evaluable',
  'contrast-change': 'not-evaluable',
};
/** Jenkinson's RMS distance from the truth at 1 % noise, mm. */
const MOST_ERROR_MM = 0.05;

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where the collections
 * are, and what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showMotion({ root, out, say }) {
  const folder = join(out, 'motion');
  mkdirSync(folder);
  const collection = join(out, 'collections', 'motion');
  const truth = JSON.parse(readFileSync(`${collection}.truth.json`, 'utf8'));
  const names = Object.keys(RUNS);
  say(`corelab qc-motion demo-out/collections/motion/{${names.join(',')}} --plots demo-out/motion\n`);
  const inputs = names.map((name) => join(collection, name));
  const { report, stderr } = corelab(root, [
    ...['qc-motion', ...inputs, '--json', '--plots', folder],
    ...['--report', join(folder, 'motion.json'), '--report', join(folder, 'motion.csv')],
  ]);
  if (!report) return [`qc-motion gave no report: ${stderr}`];
  show(report, qcMotionTerminalTable);
  return names.flatMap((name) => {
    const planted = truth.series.find(({ key }) => key === `motion/${name}`);
    const run = report.series.find(({ seriesUID }) => seriesUID === planted.seriesUID);
    if (!run) return [`${name} is not in the report`];
    return (RUNS[name] === 'measured' ? measured(run, planted) : unmeasured(run)).map(
      (line) => `${name}: ${line}`,
    );
  });
}

function unmeasured({ outcome, volumes }) {
  const told = volumes.filter(({ transform }) => transform !== null).length;
  return outcome === 'not-evaluable' && told === 0 ? [] : [`${outcome}, with ${told} positions`];
}

function measured(run, planted) {
  return [...misplaced(run, planted), ...events(run, planted)];
}

function misplaced({ volumes, centreMm }, { motion }) {
  return volumes.flatMap(({ volume, reference, transform, state }) => {
    if (!transform) return [`volume ${volume} was not measured`];
    if (state === 'reference') return [];
    const at = (number) => Float64Array.from(motion[number].transform);
    const expected = product(at(volume), inverseRigid(at(reference)));
    const error = fdJenkinsonMm(Float64Array.from(transform), expected, centreMm);
    return error <= MOST_ERROR_MM ? [] : [`volume ${volume} is ${error.toFixed(3)} mm off`];
  });
}

function events({ slices }, { dropouts, spikes }) {
  const names = (kind, list) => list.map(({ volume, slice }) => `${kind} ${volume}/${slice}`);
  const expected = new Set([...names('dropout', dropouts), ...names('spike', spikes)]);
  const found = new Set(slices.map(({ kind, volume, slice }) => `${kind} ${volume}/${slice}`));
  return [
    ...[...expected].filter((one) => !found.has(one)).map((one) => `${one} was not found`),
    ...[...found].filter((one) => !expected.has(one)).map((one) => `${one} was not planted`),
  ];
}
