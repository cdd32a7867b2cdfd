import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dicom, folder, put } from './files.js';

const ROOT = join(import.meta.dirname, '../../..');
/** The superuser may read everything, so the scan runs as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** What the built scan makes of a folder, as a user without rights of his own. */
function scannedByNobody(root: string): { status: number | null; lines: string[] } {
  const script = `
    const at = (path) => import(${JSON.stringify(`${ROOT}/dist/pipeline/scan/`)} + path);
    const [{ scan }, { inputsFromPaths }, { GlobExclusion }] = await Promise.all(['scan.js', 'inputs.js', 'exclusion.js'].map(at));
    const signal = new AbortController().signal;
    const found = await scan(inputsFromPaths([process.argv[1]], new GlobExclusion([])), { checksums: false, jobs: 1, signal, progress: { update() {} } });
    for (let i = 0; i < found.files.size; i++) console.log(found.files.path(i).toString(), found.files.kind(i), found.unreadable.get(i) ?? '');
  `;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, root], {
    encoding: 'utf8',
    ...NOBODY,
  });
  return { status, lines: stdout.split('\n').filter((line) => line !== '') };
}

describe('scan without permission', () => {
  it('names files and folders that it may not read, and reads the rest', () => {
    const root = put(folder(), {
      'a/1': dicom(),
      'closed/2': dicom(),
      'dark/3': dicom(),
      z: dicom(),
      secret: dicom(),
    });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0o000);
    chmodSync(join(root, 'dark'), 0o444); // names may be listed, files not reached
    chmodSync(join(root, 'secret'), 0o000);
    const { status, lines } = scannedByNobody(root);
    for (const name of ['closed', 'dark']) chmodSync(join(root, name), 0o755);
    expect({ status, lines }).toEqual({
      status: 0,
      lines: [
        'a/1 dicom ',
        'closed unreadable permission-denied',
        'dark/3 unreadable permission-denied',
        'secret unreadable permission-denied',
        'z dicom ',
      ],
    });
  });
});
