import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection } from '../../../fixtures/collection.js';
import { writeCollection } from '../../../fixtures/write-collections.js';
import type { DeidOptions } from '../../../src/pipeline/deid/options.js';
import { deidDelivery } from '../../../src/pipeline/deid/run.js';
import type { Delivered, ScanNeeds } from '../../../src/pipeline/scan/delivered.js';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import { inputsFromReport } from '../../../src/pipeline/scan/inputs.js';
import { type Scan, scan } from '../../../src/pipeline/scan/scan.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { type ReadReport, readReportFrom } from '../../../src/report/read-report.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { folder, PROJECT_KEY, SIGNAL } from './delivery.js';

/** Something of every kind that can be asked of a file. */
export const NEEDS: ScanNeeds = {
  further: ['ClinicalTrialSubjectID', 'DeidentificationMethodCodeSequence.CodeValue', 'PatientWeight'],
  probes: [
    { kind: 'attribute', path: 'EchoTime' },
    { kind: 'attribute', path: 'ImageType' },
    { kind: 'attribute', path: 'ReferencedImageSequence[0].ReferencedSOPInstanceUID' },
    { kind: 'attribute', path: 'PixelData' },
    { kind: 'private', creator: 'SIEMENS MR HEADER', group: 0x0019, element: 0x0c, vr: 'IS' },
    { kind: 'csa', tag: 'PhaseEncodingDirectionPositive' },
    { kind: 'phoenix', key: 'sSliceArray.lSize' },
    { kind: 'bundle', name: 'pet' },
    { kind: 'bundle', name: 'frames' },
  ],
};

/** What a run gives. */
export interface Ran {
  readonly report: Report;
  readonly released: Delivered;
}

/** A folder of its own with a key, and runs of deid into it that give what they released. */
export class ReleaseLab {
  readonly at = folder();
  readonly out = join(this.at, 'out');
  readonly keyFile = join(this.at, 'corelab.key');

  constructor(readonly deid: typeof deidDelivery = deidDelivery) {
    writeFileSync(this.keyFile, PROJECT_KEY, { mode: 0o600 });
  }

  options(but: Partial<DeidOptions>): DeidOptions {
    return {
      ...{ inputs: [], exclude: [], identifiers: false, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS },
      ...{ startedAt: new Date(), arguments: [], profile: 'trial', keyFile: this.keyFile, out: this.out },
      ...{ dryRun: false, resume: false, append: false, identifiedReports: [], releasedNeeds: NEEDS },
      ...but,
    };
  }

  async run(but: Partial<DeidOptions>): Promise<Ran> {
    const { report, released } = await this.deid(this.options(but));
    if (!released) throw new Error('nothing was given');
    return { report, released };
  }

  /** A collection as it is delivered. */
  async collection(collection: Collection): Promise<string> {
    await writeCollection(this.at, collection);
    return join(this.at, collection.name);
  }
}

/** A report as a command behind a pipe reads it. */
export async function piped(report: Report): Promise<ReadReport> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const chunk of jsonChunks(report)) yield Buffer.from(chunk);
  }
  return readReportFrom(bytes(), 'a test');
}

/** What a command behind a pipe would scan. */
export async function scannedAgain(report: Report, needs: ScanNeeds = NEEDS): Promise<Scan> {
  const inputs = inputsFromReport(await piped(report), new GlobExclusion([]));
  return scan(inputs, { checksums: false, ...needs, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS });
}
