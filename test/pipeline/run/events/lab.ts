import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Collection } from '../../../../fixtures/collection.js';
import { writeCollection } from '../../../../fixtures/write-collections.js';
import type { CrosswalkSecret } from '../../../../src/identity/crosswalk/secret.js';
import { runAssignId } from '../../../../src/pipeline/assign-id/run.js';
import { runCheckProtocol } from '../../../../src/pipeline/check-protocol/run.js';
import { runDeid } from '../../../../src/pipeline/deid/run.js';
import { runManifest } from '../../../../src/pipeline/manifest/run.js';
import { runMeasureExport } from '../../../../src/pipeline/measure-export/run.js';
import { openCrosswalk } from '../../../../src/pipeline/open-crosswalk.js';
import { runQcMotion } from '../../../../src/pipeline/qc-motion/run.js';
import { GlobExclusion } from '../../../../src/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../../src/pipeline/scan/inputs.js';
import { type Scan, scan } from '../../../../src/pipeline/scan/scan.js';
import type { Report } from '../../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../../src/report/progress.js';

const SECRET: CrosswalkSecret = { kind: 'key-file', bytes: Buffer.alloc(32, 7) };
const TRIAL = `schema: corelab/trial@1
sponsor: Example
protocol: { id: EX-1, name: Example }
sites: [{ id: '07' }]
subjectIds: { pattern: '{site}-{sequence:4}', check: none }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
  - { id: M12, targetDay: 364, windowMinusDays: 14, windowPlusDays: 14, expectedSeries: [{ modality: CT, name: chest }] }
`;
const CALL = {
  ...{
    exclude: [],
    identifiers: false,
    jobs: 1,
    progress: NO_PROGRESS,
    startedAt: new Date(0),
    arguments: [],
  },
  signal: new AbortController().signal,
};

const made: string[] = [];
afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A new folder, which goes when the tests are done. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'corelab-events-'));
  made.push(path);
  return path;
}

/** Writes a collection of fixtures, and gives its folder. */
export async function collectionAt(collection: Collection): Promise<string> {
  const at = folder();
  await writeCollection(at, collection);
  return join(at, collection.name);
}

/** The scan of a delivery, with checksums. */
export function scanOf(path: string): Promise<Scan> {
  return scan(inputsFromPaths([path], new GlobExclusion([])), { ...CALL, checksums: true });
}

/** Every command on one delivery, in this process; `assign-id` and `deid` in a folder of their own. */
export class Lab {
  private readonly at = folder();
  private runs = 0;

  constructor() {
    writeFileSync(join(this.at, 'trial.yaml'), TRIAL);
    writeFileSync(join(this.at, 'corelab.key'), Buffer.alloc(32, 9), { mode: 0o600 });
  }

  manifest(input: string): Promise<Report> {
    return runManifest({ ...CALL, inputs: [input], checksums: true });
  }

  /** One crosswalk over all calls. */
  async assignId(input: string): Promise<Report> {
    const access = { crosswalk: join(this.at, 'x.db'), secret: SECRET };
    if (this.runs++ === 0) (await openCrosswalk(access, { create: true })).close();
    const asked = { resume: false, append: false, blinded: false, yes: false };
    return runAssignId({ ...CALL, ...access, ...asked, inputs: [input], trial: join(this.at, 'trial.yaml') });
  }

  deid(input: string): Promise<Report> {
    const out = join(this.at, `out-${this.runs++}`);
    const asked = { dryRun: false, resume: false, append: false, identifiedReports: [] };
    const keyFile = join(this.at, 'corelab.key');
    return runDeid({ ...CALL, ...asked, inputs: [input], profile: 'trial', keyFile, out });
  }

  checkProtocol(input: string): Promise<Report> {
    return runCheckProtocol({ ...CALL, inputs: [input], protocol: 'acr-mr-phantom' });
  }

  qcMotion(input: string): Promise<Report> {
    const asked = { limits: 'default', reference: 'middle', series: [], thumbnails: false } as const;
    return runQcMotion({ ...CALL, ...asked, inputs: [input] });
  }

  measureExport(input: string): Promise<Report> {
    return runMeasureExport({ ...CALL, inputs: [input], images: [], tolerance: 0.01 });
  }
}
