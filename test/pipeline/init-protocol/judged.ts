import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, worst } from '../../../src/findings/outcome.js';
import { runCheckProtocol } from '../../../src/pipeline/check-protocol/run.js';
import type { InitProtocolOptions } from '../../../src/pipeline/init-protocol/options.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import type { Given } from '../../study/build.js';
import { writeFolder } from './reference.js';

/** A folder of its own for a test file. */
export function testFolder(): string {
  return mkdtempSync(join(tmpdir(), 'corelab-init-'));
}

let folders = 0;

/** What any run is given besides its own options. */
export const CALL = {
  exclude: [],
  identifiers: false,
  jobs: 1,
  signal: new AbortController().signal,
  progress: NO_PROGRESS,
  startedAt: new Date(),
  arguments: [],
};

/** Options of a run that writes `out`. */
export function initOptions(inputs: readonly string[], out: string): InitProtocolOptions {
  return { ...CALL, inputs, out };
}

/** Writes images below `base`, and holds them against a protocol. */
export async function judged(base: string, images: readonly Given[], protocol: string): Promise<Report> {
  folders++;
  const inputs = [writeFolder(join(base, `scan-${folders}`), images)];
  return runCheckProtocol({ ...CALL, inputs, protocol });
}

interface CheckRow {
  readonly check: string;
  readonly outcome: Outcome;
}

function checksOf({ sections }: Report): CheckRow[] {
  return [...(sections.checks as Iterable<CheckRow>)];
}

/** The worst of the checks: files without pixels, as these are, have findings besides. */
export function worstCheck(report: Report): Outcome {
  return worst(checksOf(report).map(({ outcome }) => outcome));
}

/** Checks of a report that are no pass, as `check outcome`. */
export function notPassed(report: Report): string[] {
  return checksOf(report)
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map(({ check, outcome }) => `${check} ${outcome}`);
}
