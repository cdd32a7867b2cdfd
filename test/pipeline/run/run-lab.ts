import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { discFiles, discs } from '../../../fixtures/trial/discs.js';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { CrosswalkSecret } from '../../../src/identity/crosswalk/secret.js';
import type { LedgerEvent } from '../../../src/identity/ledger/event.js';
import { eventsOf } from '../../../src/identity/ledger/ledger.js';
import { fingerprint } from '../../../src/identity/project-key.js';
import { registerTrial, trialNamed } from '../../../src/identity/registry/trials.js';
import { openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import { deliveriesOf, emptyPlaces } from '../../../src/pipeline/run/deliveries.js';
import { loadPipeline } from '../../../src/pipeline/run/load-pipeline.js';
import type { RunOptions } from '../../../src/pipeline/run/options.js';
import { runRun } from '../../../src/pipeline/run/run.js';
import type { RunContext } from '../../../src/pipeline/run/run-context.js';
import { runNeeds } from '../../../src/pipeline/run/run-needs.js';
import { runPlaces } from '../../../src/pipeline/run/run-places.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import type { RunSections } from '../../../src/report/run-sections.js';

export const SECRET: CrosswalkSecret = { kind: 'key-file', bytes: Buffer.alloc(32, 7) };
const PROJECT_KEY = Buffer.alloc(32, 9);
export const PROTOCOL = 'EX-1';

const TRIAL = `schema: corelab/trial@1
sponsor: Example
protocol: { id: ${PROTOCOL}, name: Example }
sites: [{ id: '01' }, { id: '02' }]
subjectIds: { pattern: '{site}-{sequence:3}', check: none }
visits:
  - { id: V1, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
  - { id: V2, targetDay: 28, windowMinusDays: 7, windowPlusDays: 7 }
  - { id: V3, targetDay: 84, windowMinusDays: 7, windowPlusDays: 7 }
pipeline:
  keyFile: corelab.key
  deid: { profile: trial }
`;

/** The scanner has to stay what it was. */
const SCANNING = `schema: corelab/protocol@1
protocol: { id: ${PROTOCOL}, version: 1, source: Manual }
series: { t1: { match: { Modality: MR, EchoTime: { max: 10 ms } } } }
exclude: [{ match: { Modality: SR }, reason: a reading }]
acrossVisits: [{ same: [SoftwareVersions], of: [t1], with: previous, onDeviation: fail, source: Manual }]
`;

const made: string[] = [];
afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

/** A new folder, which goes when the tests are done. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'corelab-run-'));
  made.push(path);
  return path;
}

/** What is on a disc, when it is small: no functional run, and all of the volume or its first slices alone. */
interface DiscPart {
  readonly slices?: number;
  readonly reading?: boolean;
}

/** Writes what belongs to a subject's visit of the synthetic trial: n1 V1, say. @returns the folder */
export async function disc(at: string, subject: string, visit: string, part: DiscPart = {}): Promise<string> {
  const { slices = 12, reading = false } = part;
  const planned = discs().find(
    (one) => one.subject.key === subject && one.visit === visit && one.fault !== 're-sent',
  );
  if (!planned) throw new RangeError(`no disc of ${subject} ${visit}`);
  const files = await discFiles(planned);
  const kept = [...files.slice(0, slices), ...(reading ? files.slice(-1) : [])];
  for (const { path, bytes } of kept) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), bytes);
  }
  return at;
}

/** A trial with a store and keys, and runs on it in this process. */
export class RunLab {
  readonly at = folder();
  readonly trial = join(this.at, 'trial.yaml');
  readonly crosswalk = join(this.at, 'x.db');
  readonly out = join(this.at, 'out');

  /** @param pipeline what is asked for besides `deid`, in YAML, two spaces in */
  static async make(pipeline = ''): Promise<RunLab> {
    const lab = new RunLab();
    lab.declare(pipeline);
    writeFileSync(join(lab.at, 'protocol.yaml'), SCANNING);
    writeFileSync(join(lab.at, 'corelab.key'), PROJECT_KEY, { mode: 0o600 });
    (await openCrosswalk({ crosswalk: lab.crosswalk, secret: SECRET }, { create: true })).close();
    return lab;
  }

  declare(pipeline: string): void {
    writeFileSync(this.trial, TRIAL + pipeline);
  }

  options(inputs: readonly string[], but: Partial<RunOptions> = {}): RunOptions {
    return {
      ...{ trial: this.trial, crosswalk: this.crosswalk, secret: SECRET, out: this.out, inputs },
      ...{ each: false, site: '01', resume: false, giveUp: [], yes: false, exclude: [], jobs: 1 },
      ...{ startedAt: new Date(0), arguments: [], progress: NO_PROGRESS },
      signal: new AbortController().signal,
      ...but,
    };
  }

  run(inputs: readonly string[], but: Partial<RunOptions> = {}): Promise<Report> {
    return runRun(this.options(inputs, but));
  }

  /** What a step works with, as a run of these deliveries would have it. */
  async context(crosswalk: Crosswalk, run: string, options: RunOptions): Promise<RunContext> {
    const pipeline = await loadPipeline(this.trial);
    const deliveries = deliveriesOf(options, pipeline.loaded.trial);
    const keyFingerprint = fingerprint(PROJECT_KEY);
    const trial = crosswalk.write((writer) =>
      registerTrial(writer, { protocol: PROTOCOL, sponsor: 'Example', keyFingerprint }),
    );
    return {
      ...{ options, pipeline, crosswalk, trial, run, keyFingerprint, deliveries },
      ...{ projectKey: PROJECT_KEY, keyFile: join(this.at, 'corelab.key') },
      places: runPlaces(options, deliveries),
      emptyPlaces: emptyPlaces(options, pipeline.loaded.trial),
      needs: await runNeeds(pipeline),
    };
  }

  /** Opens the store, and closes it whatever comes. */
  async inside<T>(work: (crosswalk: Crosswalk) => T | Promise<T>): Promise<T> {
    const crosswalk = await openCrosswalk({ crosswalk: this.crosswalk, secret: SECRET });
    try {
      return await work(crosswalk);
    } finally {
      crosswalk.close();
    }
  }

  events(): Promise<LedgerEvent[]> {
    return this.inside((crosswalk) => eventsOf(crosswalk, trialNamed(crosswalk, PROTOCOL)));
  }
}

/** The sections of a run's report. */
export function sectionsOf({ sections }: Report): RunSections {
  return sections as unknown as RunSections;
}
