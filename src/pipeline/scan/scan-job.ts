import { joinPath } from '../../io/path-bytes.js';
import type { HeaderBatch } from '../../study/batch.js';
import type { Probe } from '../../study/probe/probe.js';
import type { ProbeBatch } from '../../study/probe/probe-batch.js';
import type { ScannedFile } from './scan-file.js';

/** A batch of files for one thread. Plain data: it crosses threads. */
export interface ScanJob {
  /** Full paths as bytes, each followed by NUL, which no path can hold. */
  readonly paths: Uint8Array;
  readonly checksums: boolean;
  /** Attributes that series headers hold besides, as `readSeriesHeader` takes them. */
  readonly further?: readonly string[];
  /** What to read of every instance besides. */
  readonly probes?: readonly Probe[];
}

/** What became of a batch, in the order of its paths. */
export interface ScanResult {
  readonly files: readonly ScannedFile[];
  readonly batch: HeaderBatch;
  /** What the job's probes found, in the order of the instances; there when the job has probes. */
  readonly probed?: ProbeBatch;
}

/** Packs paths for a {@link ScanJob}. */
export function packPaths(paths: readonly Uint8Array[]): Uint8Array {
  const total = paths.reduce((sum, path) => sum + path.length + 1, 0);
  const packed = new Uint8Array(total);
  let at = 0;
  for (const path of paths) {
    packed.set(path, at);
    at += path.length + 1;
  }
  return packed;
}

/** The paths of a {@link ScanJob}. */
export function unpackPaths(packed: Uint8Array): Buffer[] {
  const paths: Buffer[] = [];
  let start = 0;
  for (let end = packed.indexOf(0); end >= 0; end = packed.indexOf(0, start)) {
    paths.push(joinPath(packed.subarray(start, end), new Uint8Array(0)));
    start = end + 1;
  }
  return paths;
}
