import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { withoutPrivileges } from '../../helpers/unprivileged.js';
import { dicom, folder, put } from './files.js';

/** What a scan makes of a folder, a line a file, as a user whom permissions bind. */
async function linesOf(root: string): Promise<string[]> {
  const { signal } = new AbortController();
  const options = { checksums: false, jobs: 1, signal, progress: NO_PROGRESS };
  // The reader is loaded with the first file, which may be out of reach of a user without rights.
  await scan(inputsFromPaths([import.meta.filename], new GlobExclusion([])), options);
  const { files, unreadable } = await withoutPrivileges(root, () =>
    scan(inputsFromPaths([root], new GlobExclusion([])), options),
  );
  return Array.from({ length: files.size }, (_, file) =>
    [files.path(file).toString(), files.kind(file), unreadable.get(file) ?? ''].join(' '),
  );
}

describe('scan without permission', () => {
  it('names files and folders that it may not read, and reads the rest', async () => {
    const root = put(folder(), {
      'a/1': dicom(),
      'closed/2': dicom(),
      'dark/3': dicom(),
      z: dicom(),
      secret: dicom(),
    });
    chmodSync(join(root, 'closed'), 0o000);
    chmodSync(join(root, 'dark'), 0o444); // names may be listed, files not reached
    chmodSync(join(root, 'secret'), 0o000);
    const lines = await linesOf(root);
    for (const name of ['closed', 'dark']) chmodSync(join(root, name), 0o755);
    expect(lines).toEqual([
      'a/1 dicom ',
      'closed unreadable permission-denied',
      'dark/3 unreadable permission-denied',
      'secret unreadable permission-denied',
      'z dicom ',
    ]);
  });
});
