import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import type { DeidOptions } from '../../../src/pipeline/deid/options.js';
import { runDeid } from '../../../src/pipeline/deid/run.js';
import { runQuarantineList } from '../../../src/pipeline/quarantine/list.js';
import { type ReleaseOptions, runQuarantineRelease } from '../../../src/pipeline/quarantine/release.js';
import { runQuarantineShow } from '../../../src/pipeline/quarantine/show.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import type { QuarantineRow } from '../../../src/report/quarantine-sections.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { folder, PROJECT_KEY, SIGNAL } from '../deid/delivery.js';

/** A quarantine report as it is written. */
export type Written = Report & {
  readonly entries: readonly QuarantineRow[];
  readonly hits: readonly { readonly where: string; readonly from: string; readonly kind: string }[];
  readonly releases: readonly { readonly number: number; readonly sha256: string }[];
};

/** A profile that keeps bytes as they are, so that names stay in them and are found. */
const KEEPS = `schema: corelab/profile@1
name: keeps
description: of these tests
options: {}
attributes:
  ICCProfile: { action: keep, reason: of these tests }
  RedPaletteColorLookupTableData: { action: keep, reason: of these tests }
admission:
  sopClasses: [MRImageStorage]
`;

/** A folder with a key, a profile and a run's output, and what people do with its quarantine. */
export class World {
  readonly at = folder();
  readonly out = join(this.at, 'out');
  readonly state = join(this.at, 'out.state');
  readonly profile = join(this.at, 'keeps.yaml');
  private readonly keyFile = join(this.at, 'corelab.key');

  constructor() {
    writeFileSync(this.keyFile, PROJECT_KEY, { mode: 0o600 });
    writeFileSync(this.profile, KEEPS);
  }

  deid(cd: string, but: Partial<DeidOptions> = {}): Promise<Report> {
    return runDeid({
      ...{ inputs: [cd], exclude: [], identifiers: false, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS },
      ...{ startedAt: new Date(), arguments: [], profile: this.profile, keyFile: this.keyFile },
      ...{ out: this.out, operator: 'A. Runner' },
      ...{ dryRun: false, resume: false, append: false, identifiedReports: [] },
      ...but,
    });
  }

  async release(numbers: readonly number[], but: Partial<ReleaseOptions> = {}): Promise<Written> {
    const report = await runQuarantineRelease({
      ...{ ...this.call('release'), numbers, keyFile: this.keyFile, signal: SIGNAL, progress: NO_PROGRESS },
      ...{ operator: 'B. Second', reason: 'looked at' },
      ...but,
    });
    return written(report);
  }

  /** Why a release is refused as a whole. */
  refusal(numbers: readonly number[], but: Partial<ReleaseOptions> = {}): Promise<Error & { code: string }> {
    return this.release(numbers, but).then(
      () => expect.unreachable('it was not refused'),
      (error) => error,
    );
  }

  list(): Promise<Written> {
    return written(runQuarantineList(this.call('list')));
  }

  show(number: number): Promise<Written> {
    return written(runQuarantineShow({ ...this.call('show'), number }));
  }

  /** The output's files by path. */
  released(): Map<string, Buffer> {
    if (!existsSync(this.out)) return new Map();
    const names = readdirSync(this.out, { recursive: true, encoding: 'utf8' }).sort();
    const files = names.filter((name) => statSync(join(this.out, name)).isFile());
    return new Map(files.map((name) => [name, readFileSync(join(this.out, name))]));
  }

  /** The steps of the release log, without its head. */
  steps(): Record<string, unknown>[] {
    const path = join(this.state, 'releases.ndjson');
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line));
  }

  private call(action: string) {
    return { state: this.state, identifiers: false, startedAt: new Date(), arguments: [action] };
  }
}

async function written(report: Report): Promise<Written> {
  const json = JSON.parse([...jsonChunks(report)].join(''));
  expect((await validatorOf('report-quarantine'))(json)).toEqual([]);
  return json;
}
