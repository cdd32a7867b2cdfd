import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Makes a folder, to be given as a delivery behind another, that is taken out while the run is at work on the first.
 * @param state the state folder of the run
 * @returns the environment of a process that takes it out
 */
export function ejected(path: string, state: string): NodeJS.ProcessEnv {
  mkdirSync(path, { recursive: true });
  const program = fileURLToPath(new URL('eject.mjs', import.meta.url));
  return { NODE_OPTIONS: `--import=${program}`, EJECT_PATH: path, EJECT_STATE: state };
}
