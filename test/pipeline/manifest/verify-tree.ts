import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import type { Verification } from '../../../src/pipeline/manifest/verify/section.js';
import { verifyDelivery } from '../../../src/pipeline/manifest/verify/verify.js';
import { type Inputs, inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { type Scan, scan } from '../../../src/pipeline/scan/scan.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { type ReadReport, readReport } from '../../../src/report/read-report.js';

/** A small DICOM instance. `comment` makes its bytes differ. */
export function instance(sop: string, comment = 'same', seriesUID = '1.2.3.1'): Buffer {
  return writePart10(
    dataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.66',
      SOPInstanceUID: sop,
      Modality: 'MR',
      StudyInstanceUID: '1.2.3',
      SeriesInstanceUID: seriesUID,
      ImageComments: comment,
    }),
  );
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder that goes when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-manifest-'));
  made.push(folder);
  return folder;
}

/** Writes files; names may be latin1 bytes where `latin1:` precedes them. */
export function writeTree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = Buffer.from(
      join(folder, name.replace('latin1:', '')),
      name.startsWith('latin1:') ? 'latin1' : 'utf8',
    );
    mkdirSync(path.subarray(0, path.lastIndexOf('/')), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** The folder `name` in a new temporary folder, with these files. */
export function tree(files: Readonly<Record<string, string | Uint8Array>>, name = 'cd'): string {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  return writeTree(folder, files);
}

/** What a command has after its scan. */
export interface Scanned {
  readonly scan: Scan;
  readonly roots: Inputs['roots'];
}

/** A signal that never comes. */
export const SIGNAL = new AbortController().signal;

/** The real scan of these paths. */
export async function scanned(
  paths: readonly string[],
  { checksums = true, exclude = '' } = {},
): Promise<Scanned> {
  const excluded = (path: Buffer) => exclude !== '' && path.toString() === exclude;
  const inputs = inputsFromPaths(paths, { excluded });
  const found = await scan(inputs, { checksums, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS });
  return { scan: found, roots: inputs.roots };
}

/** Writes the manifest that this scan would give, as far as a later run reads it. @returns its path */
export function writeReport({ scan: { files, instances }, roots }: Scanned, path: string): string {
  const head = {
    schema: 'corelab/report/manifest@1',
    command: 'manifest',
    upstream: [],
    roots,
    verdict: 'pass',
  };
  writeFileSync(path, JSON.stringify({ ...head, findings: [], files: [...files.entries(instances)] }));
  return path;
}

/** The same read back. */
export async function reportOf(given: Scanned): Promise<ReadReport> {
  return readReport(writeReport(given, join(temporaryFolder(), 'earlier.json')));
}

/** Hexadecimal digest of a file or of bytes. */
export function digest(algorithm: string, content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? readFileSync(content) : content;
  return createHash(algorithm).update(bytes).digest('hex');
}

/** `code` of every finding, in order. */
export function codes(result: { findings: readonly { code: string }[] }): string[] {
  return result.findings.map(({ code }) => code);
}

/** Holds a scanned delivery against a target. */
export function verify(given: Scanned, target: string): Promise<Verification> {
  return verifyDelivery({ ...given, target, signal: SIGNAL, progress: NO_PROGRESS });
}

/** A file in a temporary folder of its own. */
export function beside(name: string, content: string | Uint8Array): string {
  return join(writeTree(temporaryFolder(), { [name]: content }), name);
}

/** Lines as `sha256sum` writes them. */
export function sums(
  files: Readonly<Record<string, string | Uint8Array>>,
  algorithm = 'sha256',
  mark = ' ',
): string {
  const lines = Object.entries(files).map(([name, content]) => {
    return `${digest(algorithm, Buffer.from(content))} ${mark}${name}\n`;
  });
  return lines.join('');
}
