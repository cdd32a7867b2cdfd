// Holds the CD against a scanning protocol: exactly the planted gaps and doubles deviate, and the de-identified copies
// get the same verdicts. Then makes a protocol from what was released, which passes it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkProtocolTerminalTable } from '../../dist/cli/tables/check-protocol.js';
import { corelab, show } from './corelab.mjs';

/** What deviates on the CD: a slice of the CT is gone, another one is there twice. */
const DEVIATIONS = ['ct duplicateSlices fail', 'ct incompleteVolumes fail', 'ct missingSlices fail'];
/** What deid does not release: a study of two patients, and a screen capture. */
const isReleased = ({ entry, seriesNumber }) => entry !== 't2_tse' && seriesNumber !== 99;

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where the CD and its
 * de-identified copies are, and what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showProtocol({ root, out, say }) {
  const folder = join(out, 'protocol');
  mkdirSync(folder);
  const protocol = join(root, 'scripts', 'demo', 'protocol.yaml');
  const check = (data, ...more) =>
    corelab(root, ['check-protocol', data, '--protocol', protocol, '--json', ...more]);
  say('corelab check-protocol demo-out/cd --protocol scripts/demo/protocol.yaml\n');
  const reports = ['json', 'csv', 'xml'].flatMap((form) => ['--report', join(folder, `checks.${form}`)]);
  const before = check(join(out, 'cd'), ...reports);
  if (!before.report) return [`check-protocol gave no report: ${before.stderr}`];
  show(before.report, checkProtocolTerminalTable);
  const after = check(join(out, 'deid', 'clean'));
  if (!after.report) return [`check-protocol gave no report on the copies: ${after.stderr}`];
  const released = before.report.checks.filter(isReleased);
  return [
    ...differences('deviations', DEVIATIONS, deviations(before.report)),
    ...differences('verdicts after deid', verdicts(released), verdicts(after.report.checks)),
    ...selfMade({ root, out, folder, say }),
  ];
}

function deviations({ checks }) {
  return checks
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map(({ entry, check, outcome }) => `${entry} ${check} ${outcome}`);
}

/** UIDs are new ones, so that they are left out. */
function verdicts(checks) {
  return checks
    .filter(({ seriesNumber }) => seriesNumber !== null)
    .map(({ entry, seriesNumber, check, outcome, actual }) =>
      [entry, seriesNumber, check, outcome, check.includes('UID') ? '' : actual].join(' '),
    );
}

function differences(what, expected, found) {
  const [wanted, got] = [new Set(expected), new Set(found)];
  return [
    ...[...wanted].filter((one) => !got.has(one)).map((one) => `${what}: ${one} is missing`),
    ...[...got].filter((one) => !wanted.has(one)).map((one) => `${what}: ${one} is too much`),
  ];
}

/** A protocol of the phantoms, which pass it. */
function selfMade({ root, out, folder, say }) {
  const made = join(folder, 'made.yaml');
  const collection = join(out, 'collections', 'phantoms');
  const init = corelab(root, ['init-protocol', collection, '--out', made, '--id', 'DEMO-MADE', '--json']);
  if (!init.report) return [`init-protocol gave no report: ${init.stderr}`];
  const { status, report } = corelab(root, ['check-protocol', collection, '--protocol', made, '--json']);
  say(
    `\ncorelab init-protocol demo-out/collections/phantoms: ${init.report.summary.entries} series, ${init.report.summary.checks} checks;` +
      ` the reference itself: ${report?.verdict}`,
  );
  return status === 0 && report.verdict === 'pass'
    ? []
    : [`the reference ends with ${status} under its own protocol`];
}
