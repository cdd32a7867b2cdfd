import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What dcm2niix says of a volume or time series; times in seconds, lengths in mm. */
export interface Sidecar {
  readonly SeriesInstanceUID: string;
  readonly EchoTime?: number;
  readonly RepetitionTime?: number;
  readonly SliceThickness?: number;
  readonly SpacingBetweenSlices?: number;
  readonly PhaseEncodingDirection?: string;
  readonly PhaseEncodingAxis?: string;
  readonly InPlanePhaseEncodingDirectionDICOM?: string;
  readonly ImageOrientationPatientDICOM?: readonly number[];
  readonly ParallelReductionFactorInPlane?: number;
  readonly MultibandAccelerationFactor?: number;
  readonly PartialFourier?: number;
}

/** The sidecars that dcm2niix writes for a folder, by Series Instance UID. */
export function sidecarsOf(folder: string): Map<string, Sidecar[]> {
  const out = mkdtempSync(join(tmpdir(), 'corelab-bids-'));
  try {
    spawnSync('dcm2niix', ['-b', 'o', '-ba', 'n', '-p', 'n', '-d', '9', '-f', '%j', '-o', out, folder]);
    const found = new Map<string, Sidecar[]>();
    for (const name of readdirSync(out).sort()) {
      if (!name.endsWith('.json')) continue;
      const sidecar = JSON.parse(readFileSync(join(out, name), 'utf8')) as Sidecar;
      found.set(sidecar.SeriesInstanceUID, [...(found.get(sidecar.SeriesInstanceUID) ?? []), sidecar]);
    }
    return found;
  } finally {
    rmSync(out, { recursive: true });
  }
}
