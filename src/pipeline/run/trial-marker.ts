import { readFileSync } from 'node:fs';
import type { PathBytes } from '../../io/path-bytes.js';
import { writePieces } from '../../io/write-file.js';
import { trialMarkerPath } from './run-places.js';

const SCHEMA = 'corelab/run-delivery@1';

/**
 * Says beside the state of a delivery's `deid` whose it is: what is released from its quarantine has to be in the ledger of
 * that trial.
 * @param state of `deid` @param protocol Clinical Trial Protocol ID @throws AtomicWriteError
 */
export function writeTrialMarker(state: string, protocol: string): void {
  const bytes = Buffer.from(`${JSON.stringify({ schema: SCHEMA, protocol })}\n`);
  writePieces(trialMarkerPath(Buffer.from(state)), [bytes], { mode: 0o600, replace: true, sync: true });
}

/** What stands beside the state of a `deid`. */
type TrialMarker =
  /** Not made by `run`. */
  | { readonly kind: 'none' }
  /** Made by `run`, and nobody can tell for which trial. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'trial'; readonly protocol: string };

/** Whose the state of a `deid` is. @param state absolute, links resolved */
export function readTrialMarker(state: PathBytes): TrialMarker {
  try {
    const { schema, protocol } = JSON.parse(readFileSync(trialMarkerPath(state), 'utf8'));
    if (schema === SCHEMA && typeof protocol === 'string') return { kind: 'trial', protocol };
    return { kind: 'damaged' };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { kind: isMissing ? 'none' : 'damaged' };
  }
}
