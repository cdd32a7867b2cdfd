import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Makes a folder, to be given as a delivery behind another, that is taken out while the run is at work on the first.
 * @returns the environment of a process that takes it out
 */
export function ejected(path: string): NodeJS.ProcessEnv {
  mkdirSync(path, { recursive: true });
  return meddling('take-out', path);
}

/** The environment of a run that reads another last byte of a file, once its first delivery has been looked through. */
export function flipped(path: string): NodeJS.ProcessEnv {
  return meddling('flip', path);
}

function meddling(how: string, path: string): NodeJS.ProcessEnv {
  const program = fileURLToPath(new URL('meddle.mjs', import.meta.url));
  return { NODE_OPTIONS: `--import=${program}`, MEDDLE_HOW: how, MEDDLE_PATH: path };
}
