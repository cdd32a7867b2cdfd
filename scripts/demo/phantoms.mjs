// Measures phantoms of known figures, records what qualifies their scanner, and looks at the same images as those of a
// subject: figures are held against the truth, and what was planted must fail.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qcMotionTerminalTable } from '../../dist/cli/tables/qc-motion.js';
import { corelab, show } from './corelab.mjs';

/** Limits, the series they are of, how each has to end, and figures with their truth and how far they may lie from it. */
const STEPS = [
  {
    limits: 'acr-large-3t',
    series: { 'acr-localizer': 'pass', 'acr-t1': 'pass' },
    truth: {
      'acr-localizer': { lengthMm: [148, 0.5] },
      'acr-t1': { diameter1HorizontalMm: [190, 0.5], sliceThicknessMm: [5, 0.2], slicePosition1Mm: [0, 0.3] },
    },
  },
  {
    limits: 'ct-water',
    series: { 'ct-water': 'pass', 'ct-water-artefact': 'fail' },
    truth: { 'ct-water': { waterHu: [0, 0.5], waterNoiseHu: [5, 0.3] } },
  },
  {
    limits: 'fbirn',
    series: { stability: 'warn' },
    truth: { stability: { driftPercent: [1.2, 0.1], fluctuationPercent: [0.1, 0.02] } },
  },
];

/** Nothing declares these to be phantoms: they are images. */
const IMAGES = ['uniform-ghost'];
const GHOST_PERCENT = [3, 0.3];

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where the collections
 * are, and what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showPhantoms({ root, out, say }) {
  const folder = join(out, 'phantoms');
  mkdirSync(folder);
  const collection = join(out, 'collections', 'phantoms');
  const measure = (names, more) => {
    say(`corelab qc-motion demo-out/collections/phantoms/{${names.join(',')}} ${more.join(' ')}\n`);
    const inputs = names.map((name) => join(collection, name));
    const args = more.map((one) => (one.startsWith('demo-out/') ? join(out, one.slice(9)) : one));
    const { report, stderr } = corelab(root, ['qc-motion', ...inputs, '--json', ...args]);
    if (report) show(report, qcMotionTerminalTable);
    return { report, stderr };
  };
  const list = 'demo-out/phantoms/scanners.csv';
  const differences = STEPS.flatMap(({ limits, series, truth }) => {
    const more = ['--limits', limits, '--plots', 'demo-out/phantoms', '--qualification', list];
    const { report, stderr } = measure(Object.keys(series), more);
    if (!report) return [`qc-motion gave no report: ${stderr}`];
    return Object.entries(series).flatMap(([name, outcome]) =>
      compared(report.phantoms, name, { outcome, truth: truth[name] ?? {} }),
    );
  });
  return [...differences, ...images(measure), ...recorded(join(folder, 'scanners.csv'))];
}

function compared(rows, name, { outcome, truth }) {
  const row = rows.find(({ description }) => description === name);
  if (!row) return [`${name} is not in the report`];
  const ended = row.outcome === outcome ? [] : [`${name} came out as ${row.outcome}, not ${outcome}`];
  const wrong = Object.entries(truth).filter(([figure, truthOf]) => !isNear(row.figures[figure], truthOf));
  return [...ended, ...wrong.map(([figure]) => `${name}: ${figure} is ${row.figures[figure]}`)];
}

function isNear(value, [truth, most]) {
  return typeof value === 'number' && Math.abs(value - truth) <= most;
}

function images(measure) {
  const { report, stderr } = measure(IMAGES, []);
  if (!report) return [`qc-motion gave no report: ${stderr}`];
  const [row] = report.images;
  return isNear(row?.figures.ghostPercent, GHOST_PERCENT)
    ? []
    : [`${IMAGES[0]}: its ghost is ${row?.figures.ghostPercent} %`];
}

/** One row a scanner, study and phantom: the failed test stands there, too. */
function recorded(file) {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const verdicts = ['acr-large', 'ct-water', 'stability'].map((phantom) =>
    rows
      .filter((row) => row.includes(`,${phantom},`))
      .map((row) => /,(pass|warn|fail|not-evaluable),/.exec(row)?.[1]),
  );
  const wanted = JSON.stringify([['pass'], ['fail'], ['warn']]);
  return JSON.stringify(verdicts) === wanted
    ? []
    : [`the list of scanners holds ${JSON.stringify(verdicts)}`];
}
