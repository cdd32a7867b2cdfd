// De-identifies the CD, and holds what was released against the CD's answer key: none of the planted identifiers in any
// byte, and nothing quarantined but what must be.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deidTerminalTable } from '../../dist/cli/tables/deid.js';
import { corelab, show } from './corelab.mjs';

/** The faults of the CD for which files may not be released, with the number of files. */
const QUARANTINED = {
  'study-of-several-patients': 26,
  'secondary-capture': 1,
  'truncated-header': 1,
  'truncated-pixel-data': 1,
  'empty-file': 1,
};

/**
 * @param {{ root: string, out: string, key: object, say: (text: string) => void }} demo the project's folder, where the
 * CD was made, its answer key, and what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showDeid({ root, out, key, say }) {
  const folder = join(out, 'deid');
  mkdirSync(folder);
  const clean = join(folder, 'clean');
  const keyFile = join(folder, 'corelab.key');
  corelab(root, ['key', 'new', keyFile]);
  say(
    'corelab deid demo-out/cd --profile trial --key-file demo-out/deid/corelab.key --out demo-out/deid/clean\n',
  );
  const flags = ['--profile', 'trial', '--key-file', keyFile, '--out', clean];
  const report = ['--json', '--report', join(folder, 'report.json')];
  const run = corelab(root, ['deid', join(out, 'cd'), ...flags, ...report]);
  if (!run.report) return [`deid gave no report: ${run.stderr}`];
  show(run.report, deidTerminalTable);
  const again = corelab(root, ['manifest', clean, '--json', '--quiet']);
  return [
    ...(run.status === 1
      ? []
      : [`deid ended with ${run.status}, expected 1: some files may not be released`]),
    ...compareQuarantine(run.report),
    ...leaks(clean, key),
    ...(again.report?.summary.dicom === run.report.summary.filesOut
      ? []
      : ['manifest does not read every released file']),
  ];
}

function compareQuarantine({ quarantine }) {
  const counts = {};
  for (const { code } of quarantine) counts[code] = (counts[code] ?? 0) + 1;
  const codes = new Set([...Object.keys(counts), ...Object.keys(QUARANTINED)]);
  return [...codes].flatMap((code) => {
    const [found, expected] = [counts[code] ?? 0, QUARANTINED[code] ?? 0];
    return found === expected ? [] : [`${found} files are quarantined as ${code}, expected ${expected}`];
  });
}

/** The released files that hold a planted identifier, in any byte or in their names. */
function leaks(folder, key) {
  const values = key.identifiers.map(({ value }) =>
    Buffer.from(value.toLowerCase(), 'utf8').toString('latin1'),
  );
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = `${path.slice(folder.length)} ${readFileSync(path, 'latin1')}`.toLowerCase();
      const held = values.filter((value) => bytes.includes(value)).length;
      return held === 0 ? [] : [`${path} holds ${held} planted identifiers`];
    });
}
