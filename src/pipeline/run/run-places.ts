import { join, resolve } from 'node:path';
import { makeFolders } from '../../io/make-folders.js';
import { makeOutput, refuseOverlaps } from '../../io/output-folder.js';
import { placeOf } from '../../io/output-folder-place.js';
import { joinPath, type PathBytes } from '../../io/path-bytes.js';
import { StateError } from '../../io/state-folder-error.js';
import { refuseReadableByOthers } from '../../io/state-folder-private.js';
import { writing } from '../../io/write-file-error.js';
import { parentPath } from '../../io/write-file-temporary.js';
import type { Delivery } from './deliveries.js';
import type { RunOptions } from './options.js';

/** Where a run writes. */
export interface RunPlaces {
  /** Absolute. */
  readonly out: string;
  /** Absolute: reports, quarantine and journals; only its owner may look into it. */
  readonly state: string;
}

/** The folders of a run, which are not made yet. @throws StateError where folders lie in one another */
export function runPlaces(
  { out, state = `${resolve(out)}.state` }: Pick<RunOptions, 'out' | 'state'>,
  deliveries: readonly Delivery[],
): RunPlaces {
  const inputs = deliveries.flatMap(({ paths }) => paths).map(placeOf);
  refuseOverlaps({ out: placeOf(out), state: placeOf(state), inputs });
  return { out: resolve(out), state: resolve(state) };
}

/** Makes them. @throws StateError when others may look into the state, AtomicWriteError when they cannot be made */
export function makePlaces({ out, state }: RunPlaces): void {
  makeOutput(Buffer.from(out));
  try {
    writing(state, () => makeFolders(state, 0o700));
    refuseReadableByOthers(Buffer.from(state));
  } catch (cause) {
    if (cause instanceof StateError) throw cause;
    throw new StateError('state-io', `the state folder ${state} cannot be made`, { cause });
  }
}

/** Of a delivery: its reports, and the journal and quarantine of `deid`. Below the state folder. */
export function deliveryFolder(run: string, delivery: number): string {
  return join(run, String(delivery).padStart(4, '0'));
}

/** What tells whose a delivery is; it lies beside the state of its `deid`. @param state of `deid`, absolute */
export function trialMarkerPath(state: PathBytes): PathBytes {
  return joinPath(parentPath(state), Buffer.from('trial.json'));
}

/** The report of a delivery's `deid`; it lies beside its state. @param state of `deid`, absolute */
export function deidReportPath(state: PathBytes): PathBytes {
  return joinPath(parentPath(state), Buffer.from('deid.json'));
}

/** Where the report of a command lies that the ledger tells of. @param state absolute */
export function reportPathOf(
  state: string,
  {
    run,
    delivery,
    command,
  }: { readonly run?: string; readonly delivery?: number; readonly command?: string },
): string | undefined {
  if (run === undefined || command === undefined) return undefined;
  const folder = delivery === undefined ? run : deliveryFolder(run, delivery);
  return join(state, folder, `${command}.json`);
}
