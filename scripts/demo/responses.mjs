// Judges the lesions of three imaginary subjects by RECIST 1.1: the responses were worked out by hand, and the one target
// that slices of 8 mm cannot measure must be told.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { responseTerminalTable } from '../../dist/cli/tables/response.js';
import { corelab, show } from './corelab.mjs';

/** Overall responses after baseline, and the best of them. */
const BY_HAND = {
  // A node below 10 mm is normal: the sum need not be 0.
  'DEMO-01 R1': ['CR CR', 'CR'],
  // 41.7 mm to 14.9 (too small is 5 mm) and 13.2; the node of 10 mm and the bone are still there.
  'DEMO-01 R2': ['PR PR', 'PR'],
  'DEMO-01 adjudicated': ['CR CR', 'CR'],
  // 14 is 30% below 20; 18 is 29% above 14, but only 4 mm; 19 is 5 mm above.
  'DEMO-02 R1': ['PR SD PD', 'PR'],
  'DEMO-03 R1': ['PD', 'PD'],
};
const FINDINGS = ['response-not-measurable'];

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where reports go, and
 * what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showResponses({ root, out, say }) {
  const folder = join(out, 'responses');
  mkdirSync(folder);
  const here = join(root, 'scripts', 'demo');
  const files = { best: 'best.csv', sums: 'sums.csv', waterfall: 'waterfall.svg', spider: 'spider.svg' };
  const exports_ = Object.entries(files).flatMap(([form, file]) => [
    '--export',
    `${form}=${join(folder, file)}`,
  ]);
  say('corelab response lesions.csv --criteria recist-1.1 --adjudication adjudication.csv --export …\n');
  const { report, stderr, status } = corelab(root, [
    ...['response', join(here, 'lesions.csv'), '--criteria', 'recist-1.1', '--json'],
    ...['--adjudication', join(here, 'adjudication.csv'), ...exports_],
  ]);
  if (!report) return [`response gave no report: ${stderr}`];
  show(report, responseTerminalTable);
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  return [
    ...(status === 1 ? [] : [`response ended with ${status}, expected 1: a target is not measurable`]),
    ...(codes.join() === FINDINGS.join() ? [] : [`response found ${codes.join()}, not ${FINDINGS.join()}`]),
    ...report.best.flatMap((best) => compare(report, best)),
    ...Object.values(files).flatMap((file) =>
      readFileSync(join(folder, file), 'utf8').includes('DEMO-03') ? [] : [`${file} does not name DEMO-03`],
    ),
  ];
}

function compare({ responses }, { subject, reader, response }) {
  const name = `${subject} ${reader}`;
  const [visits, best] = BY_HAND[name] ?? [];
  const found = responses.filter(
    (row) => row.subject === subject && row.reader === reader && row.overall !== null,
  );
  const overall = found.map((row) => row.overall).join(' ');
  return overall === visits && response === best ? [] : [`${name} is ${overall}, best ${response}`];
}
