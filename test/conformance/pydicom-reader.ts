import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SHARED_DICOM } from './shared-data.js';

/** One element as pydicom sees it: path of tags, VR as coded (null when implicit), VR, kind and value as text. */
export type PeerElement = readonly [
  where: string,
  coded: string | null,
  vr: string,
  kind: 'sequence' | 'bytes' | 'numbers' | 'texts' | 'error',
  value: number | readonly (string | number)[] | string,
];

/** What pydicom says of one file. */
export interface PeerFile {
  readonly path: string;
  readonly error?: string;
  readonly meta?: readonly PeerElement[];
  readonly elements?: readonly PeerElement[];
}

/** A Python that has pydicom, or undefined. Debian's own may stand behind another one in PATH. */
export function pythonWithPydicom(): string | undefined {
  return ['python3', '/usr/bin/python3', 'python'].find(
    (python) => spawnSync(python, ['-c', 'import pydicom']).status === 0,
  );
}

/** Reads shared files with pydicom. `force` is for those without the `DICM` prefix, which it refuses otherwise. */
export function readWithPydicom(
  python: string,
  jobs: readonly { readonly path: string; readonly force: boolean }[],
): PeerFile[] {
  const lines = jobs.map(({ path, force }) => JSON.stringify({ path: join(SHARED_DICOM, path), force }));
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'read_all.py')], {
    input: lines.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`pydicom failed: ${stderr.slice(-2000)}`);
  const files = stdout.trimEnd().split('\n');
  return files.map((line) => JSON.parse(line) as PeerFile);
}
