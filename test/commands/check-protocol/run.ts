import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../src/findings/finding.js';
import type {
  ProtocolCheckRow,
  ProtocolSeriesRow,
  ProtocolStudyRow,
} from '../../../src/report/check-protocol-sections.js';
import { corelab, folder, type Ran } from '../cli.js';
import { SITE_PROTOCOL, type Visit, writeVisit } from './site.js';

/** A report of `check-protocol`, parsed. */
export interface ProtocolReport {
  readonly verdict: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly studies: readonly ProtocolStudyRow[];
  readonly series: readonly ProtocolSeriesRow[];
  readonly checks: readonly ProtocolCheckRow[];
  readonly visits: readonly unknown[];
  readonly files: readonly unknown[];
}

/** A run with its report, where it made one. */
export interface Checked extends Ran {
  readonly report: ProtocolReport;
}

/** A folder with visits of a site, and its protocol beside it. */
export function site(visits: readonly Visit[], protocol = SITE_PROTOCOL) {
  const place = folder('corelab-protocol-');
  const data = join(place, 'data');
  for (const visit of visits) writeVisit(data, visit);
  const file = join(place, 'protocol.yaml');
  writeFileSync(file, protocol);
  return { place, data, protocol: file };
}

/** Runs the built CLI, and parses its report. */
export async function check(data: string, protocol: string, ...more: string[]): Promise<Checked> {
  const ran = await corelab(['check-protocol', data, '--protocol', protocol, '--json', ...more]);
  if (ran.stdout === '') throw new Error(`no report: ${ran.stderr}`);
  return { ...ran, report: JSON.parse(ran.stdout) };
}

/** What did not pass, as `series check outcome`, sorted. */
export function notPassed({ checks }: ProtocolReport): string[] {
  return checks
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map(({ entry, check: name, outcome }) => `${entry ?? ''} ${name} ${outcome}`.trim())
    .sort();
}
