import { join } from 'node:path';
import { jsonFromPython } from '../helpers/peers.js';
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

/** Reads shared files with pydicom. `force` is for those without the `DICM` prefix, which it refuses otherwise. */
export function readWithPydicom(
  python: string,
  jobs: readonly { readonly path: string; readonly force: boolean }[],
): PeerFile[] {
  const lines = jobs.map(({ path, force }) => JSON.stringify({ path: join(SHARED_DICOM, path), force }));
  return jsonFromPython(python, [join(import.meta.dirname, 'read_all.py')], lines);
}
