import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Trial } from '../../identity/trial/trial.js';
import { siteOf } from '../assign-id/prepare.js';
import { InputError, isThere } from '../scan/inputs.js';
import type { RunOptions } from './options.js';
import { RunError } from './run-error.js';

/** What came at once, as on a CD. */
export interface Delivery {
  /** From 1, in the order of the command line. */
  readonly number: number;
  /** Absolute: what the ledger calls it. */
  readonly input: string;
  /** Absolute: one folder, or the files that lie beside folders of deliveries. */
  readonly paths: readonly string[];
  /** Site ID. */
  readonly site: string;
}

/**
 * What a run is to work on. Without `each` every path is a delivery; with it every folder in a path is one, in the order
 * of their names' bytes, and files that lie beside them are one more, so that none is passed over.
 * @throws AssignIdError for a site that is not said, or that the trial does not have
 * @throws InputError when a path does not exist @throws RunError when there is no folder to look into, or a path is empty
 */
export function deliveriesOf(
  { inputs, each, site }: Pick<RunOptions, 'inputs' | 'each' | 'site'>,
  trial: Trial,
): Delivery[] {
  const found: Omit<Delivery, 'number'>[] = [];
  for (const given of inputs) {
    const { path, site: own } = withSite(given, trial);
    // An empty name would be this very folder, whatever is in it.
    if (path === '')
      throw new RunError('no-delivery', `the path of a delivery is empty${given && `: ${given}`}`);
    const at = siteOf(trial, own ?? site).id;
    const input = resolve(path);
    if (each) found.push(...eachOf(input).map((one) => ({ ...one, site: at })));
    else found.push({ input, paths: [input], site: at });
  }
  return found.map((delivery, i) => ({ number: i + 1, ...delivery }));
}

/** Places that were to hold deliveries, and hold nothing: an empty inbox is not one that passed. */
export function emptyPlaces({ inputs, each }: Pick<RunOptions, 'inputs' | 'each'>, trial: Trial): string[] {
  if (!each) return [];
  const places = inputs.map((given) => resolve(withSite(given, trial).path));
  return places.filter((place) => namesIn(place).length === 0);
}

/**
 * Refuses deliveries that do not exist, before a run is begun of them: a slip of the pen would be in the ledger until
 * somebody gives it up. What goes later, as a CD that is taken out, stops its delivery alone.
 * @throws InputError `path-not-found`, which names them
 */
export function refuseMissing(deliveries: readonly Delivery[]): void {
  // A link that `each` met and that leads nowhere lies there: it is a delivery that cannot be read.
  const named = deliveries.filter(({ input, paths }) => paths.includes(input));
  const missing = named.filter(({ input }) => !isThere(Buffer.from(input)));
  if (missing.length === 0) return;
  const paths = missing.map(({ input }) => input).join(', ');
  throw new InputError('path-not-found', `no such file or folder: ${paths}`);
}

/** `SITE=PATH`, where the trial has the site; a path that exists as it stands is a path. */
function withSite(given: string, trial: Trial): { readonly path: string; readonly site: string | undefined } {
  const at = given.indexOf('=');
  const site = given.slice(0, Math.max(at, 0));
  const path = given.slice(at + 1);
  if (at < 1 || isThere(Buffer.from(given))) return { path: given, site: undefined };
  const isSite = trial.sites.some(({ id }) => id === site);
  // A path whose beginning is no site is one of a site that was mistyped.
  if (!isSite && (path === '' || isThere(Buffer.from(path)))) siteOf(trial, site);
  return isSite ? { path, site } : { path: given, site: undefined };
}

function eachOf(folder: string): Omit<Delivery, 'number' | 'site'>[] {
  const names = namesIn(folder);
  const folders = names.filter((name) => isFolder(join(folder, name)));
  const files = names.filter((name) => !folders.includes(name));
  return [
    ...folders.map((name) => ({ input: join(folder, name), paths: [join(folder, name)] })),
    ...(files.length > 0 ? [{ input: folder, paths: files.map((name) => join(folder, name)) }] : []),
  ];
}

function namesIn(folder: string): string[] {
  let names: Buffer[];
  try {
    names = readdirSync(folder, { encoding: 'buffer' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new InputError('path-not-found', `no such file or folder: ${folder}`);
    const message = `--each needs a folder of deliveries, and ${folder} cannot be listed as one`;
    throw new RunError('not-a-folder', message, { cause });
  }
  return names.sort(Buffer.compare).map((name) => {
    const text = name.toString('utf8');
    if (Buffer.from(text).equals(name)) return text;
    const message = `a name in ${folder} is not UTF-8: give that folder by itself, in a folder whose name is`;
    throw new RunError('name-not-utf', message);
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
