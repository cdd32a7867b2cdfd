import { statSync } from 'node:fs';
import { type PathBytes, pathToText } from './path-bytes.js';
import { StateError } from './state-folder-error.js';

/** Refuses a folder of identities that others may look into; Windows tells nothing of that. @throws StateError */
export function refuseReadableByOthers(path: PathBytes): void {
  const { mode } = statSync(path);
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  const name = pathToText(path).path;
  const message = `others may look into the state folder ${name} (mode ${octal}): run 'chmod 700' on it`;
  throw new StateError('state-not-private', message);
}
