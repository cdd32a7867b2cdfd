import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../src/report/envelope.js';
import { check, type ProtocolReport } from '../commands/check-protocol/run.js';
import { corelab, folder } from '../commands/cli.js';
import { SHARED_DICOM, skipOrFail } from './shared-data.js';

/** Real scans of Siemens (classic, mosaic, enhanced), GE, Philips, Canon and UIH; PET of two kinds. */
const SETS = [
  'dcm_qa_nih',
  'dcm_qa_enh',
  'dcm_qa_xa30',
  'dcm_qa_me',
  'dcm_qa_ct',
  'dcm_qa_ts',
  'dcm_qa_stc',
  'dcm_qa_agfa',
  'hazen',
  'suv_computation',
  'example-dicom-functional',
];

/** What every check came to, by what it is about: UIDs and their order aside. */
function verdicts({ checks, series }: ProtocolReport): string[] {
  const rows = checks.map(({ scope, entry, seriesNumber, check: name, outcome, code, actual, outliers }) => {
    const value = /UID/.test(name) ? '' : (actual ?? '');
    return [scope, entry, seriesNumber, name, outcome, code, value, outliers?.count].join(' | ');
  });
  const kinds = series.map(({ seriesNumber, kind, entry, score }) =>
    ['series', seriesNumber, kind, entry, score].join(' | '),
  );
  return [...rows, ...kinds].sort();
}

/** The originals of what was released, in a folder of their own. */
async function releasedOriginals(from: string, released: readonly FileEntry[], map: string): Promise<string> {
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  const old = new Map(pairs.map(([before = '', after = '']) => [after, before]));
  const wanted = new Set(released.map(({ sopInstanceUID = '' }) => old.get(sopInstanceUID)));
  const { stdout } = await corelab(['manifest', from, '--json']);
  const { files } = JSON.parse(stdout) as { files: FileEntry[] };
  const to = join(folder(), 'originals');
  mkdirSync(to);
  for (const [i, { path, sopInstanceUID }] of files.entries()) {
    if (!wanted.delete(sopInstanceUID)) continue;
    copyFileSync(join(from, path), join(to, `${String(i).padStart(5, '0')}.dcm`));
  }
  expect(wanted.size).toBe(0);
  return to;
}

describe.each(SETS)('the protocol of %s', (set) => {
  it('is passed before and after deid --profile trial, check by check', async (context) => {
    const from = join(SHARED_DICOM, set);
    if (!existsSync(from)) skipOrFail(context, 'skipped: no shared data');
    const place = folder();
    const [key, out, map] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
    await corelab(['key', 'new', key ?? '']);
    const deid = await corelab([
      ...['deid', from, '--profile', 'trial', '--key-file', key ?? '', '--out', out ?? ''],
      ...['--uid-map', map ?? '', '--json'],
    ]);
    const { files } = JSON.parse(deid.stdout) as { files: FileEntry[] };
    expect(files.length).toBeGreaterThan(0);
    const originals = await releasedOriginals(from, files, map ?? '');
    const protocol = join(place, 'protocol.yaml');
    const made = await corelab(['init-protocol', originals, '--out', protocol, '--id', 'INV', '--json']);
    expect(made.stderr).toBe('');
    const before = await check(originals, protocol);
    const after = await check(out ?? '', protocol);
    expect(verdicts(after.report)).toEqual(verdicts(before.report));
    expect(before.report.summary.matched).toBeGreaterThan(0);
    expect(before.report.checks.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(5);
  }, 120_000);
});
