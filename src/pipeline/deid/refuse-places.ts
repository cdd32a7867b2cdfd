import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve as absolute, dirname } from 'node:path';
import { isWithin, type Place, placeOf } from '../../io/output-folder-place.js';
import { StateFolder } from '../../io/state-folder.js';
import { DeidError } from './deid-error.js';
import { MAP_TITLES } from './maps.js';
import type { DeidOptions } from './options.js';
import type { Places } from './prepare.js';

type Asked = Pick<DeidOptions, 'uidMap' | 'patientMap' | 'identifiedReports'>;

/**
 * Refuses, before anything is done, what could not be written at the end or would harm what stands there.
 * @throws StateError for folders that cannot be used, DeidError for files that may not stand where they were asked for
 */
export function refusePlaces({ uidMap, patientMap, identifiedReports }: Asked, places: Places): void {
  StateFolder.check(places);
  const out = placeOf(places.out);
  const maps = [uidMap, patientMap].filter((path) => path !== undefined);
  for (const path of [...maps, ...identifiedReports]) {
    if (isWithin(placeOf(path), out)) {
      const message = `${path} would hold identifying values, and may not stand below the output folder ${places.out}`;
      throw new DeidError('identified-below-output', message);
    }
    const folder = dirname(absolute(path));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new DeidError('folder-missing', `${path}: there is no folder ${folder}`);
    }
  }
  const inputs = places.inputs.map(placeOf);
  for (const path of maps) refuseMap(path, inputs);
  if (uidMap !== undefined && patientMap !== undefined && isSame(uidMap, patientMap)) {
    const message = `--uid-map and --patient-map are one file, ${uidMap}: give two`;
    throw new DeidError('map-misplaced', message);
  }
}

/** A slip in the command line must not cost a key, a report or an input its content. */
function refuseMap(path: string, inputs: readonly Place[]): void {
  if (inputs.some((input) => isWithin(placeOf(path), input))) {
    throw new DeidError(
      'map-misplaced',
      `${path} stands in the input, which is never changed: give another name`,
    );
  }
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined || (there.isFile() && (there.size === 0 || isMap(path)))) return;
  throw new DeidError(
    'map-misplaced',
    `${path} is there and is no map, so it is not replaced: give another name`,
  );
}

function isMap(path: string): boolean {
  const bytes = Buffer.alloc(MAP_TITLES.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(file);
  }
  return bytes.toString('latin1') === MAP_TITLES;
}

function isSame(a: string, b: string): boolean {
  return placeOf(a).path.equals(placeOf(b).path);
}
