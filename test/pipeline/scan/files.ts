import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { type Scan, type ScanOptions, scan } from '../../../src/pipeline/scan/scan.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { type Given, image, written } from '../../study/build.js';

const made: string[] = [];

afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A new folder, which goes when the tests of a file are done. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'corelab-scan-'));
  made.push(path);
  return path;
}

/** The bytes of a DICOM file. */
export function dicom(own: Given = {}): Buffer {
  return writePart10(written(image(own)));
}

/** Writes files below a folder, which it makes, by path. */
export function put(root: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Scans paths on this thread, unless told otherwise. */
export function scanned(paths: readonly string[], options: Partial<ScanOptions> = {}): Promise<Scan> {
  return scan(inputsFromPaths(paths, new GlobExclusion([])), {
    checksums: false,
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
    ...options,
  });
}

/** What a scan made of each file: `path kind reason`. */
export function outcome(found: Scan): string[] {
  return Array.from({ length: found.files.size }, (_, file) => {
    const why = found.unreadable.get(file) ?? found.notDicom.get(file);
    return [found.files.path(file).toString('latin1'), found.files.kind(file), why].filter(Boolean).join(' ');
  });
}
