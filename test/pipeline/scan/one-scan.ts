import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection } from '../../../fixtures/collection.js';
import { writeCollection } from '../../../fixtures/write-collections.js';
import type { AssignIdOptions } from '../../../src/pipeline/assign-id/options.js';
import type { Delivered, ScanNeeds } from '../../../src/pipeline/scan/delivered.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { scan } from '../../../src/pipeline/scan/scan.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import type { Clinic } from '../../commands/assign-id/clinic.js';
import { folder } from './files.js';

/** What any run is given besides its own options. */
export const RUN = {
  ...{
    exclude: [],
    identifiers: false,
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
  },
  ...{ startedAt: new Date(0), arguments: [] },
};

/** A delivery that is scanned, with checksums unless told otherwise. */
export async function deliveredFrom(
  paths: readonly string[],
  needs: ScanNeeds,
  { checksums = true, exclude = [] }: { checksums?: boolean; exclude?: readonly string[] } = {},
): Promise<Delivered> {
  const { jobs, signal, progress } = RUN;
  const inputs = inputsFromPaths(paths, new GlobExclusion(exclude));
  return { inputs, scan: await scan(inputs, { ...needs, checksums, jobs, signal, progress }) };
}

/** A report as it is written, but for how it was run. */
export function asWritten(report: Report): Record<string, unknown> {
  const { run: _, ...rest } = JSON.parse([...jsonChunks(report)].join(''));
  return rest;
}

/** The files of a collection, in a new folder. */
export async function collected(collection: Collection): Promise<string> {
  const dir = folder();
  await writeCollection(dir, collection);
  return join(dir, collection.name);
}

/** What `assign-id` is given at a clinic. */
export function assignOptions(clinic: Clinic, more: Partial<AssignIdOptions>): AssignIdOptions {
  const { trial, crosswalk } = clinic;
  const secret = { kind: 'key-file', bytes: readFileSync(clinic.key) } as const;
  const flags = { resume: false, append: false, blinded: false, yes: false };
  return { ...RUN, ...flags, inputs: [], trial, crosswalk, secret, ...more };
}
