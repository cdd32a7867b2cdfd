import { type Finding, finding } from '../../findings/finding.js';
import type { Root } from '../../report/envelope.js';
import type { ReadReport } from '../../report/read-report.js';
import type { Scan } from '../scan/scan.js';
import { compareOtherFiles, type OtherFiles } from './against-files.js';
import { type ChangedInstance, compareInstances, type InstanceComparison } from './against-instances.js';
import { cappedFindings } from './verify/capped.js';

/** The report's section `against`. Lists hold only what differs. */
export interface AgainstSection {
  readonly earlier: { readonly command: string; readonly sha256: string };
  /** By SOP Instance UID. */
  readonly instances: InstanceComparison;
  /** By path: files that hold no instance. */
  readonly otherFiles: OtherFiles;
}

/** The section, and the findings that go with it. */
export interface Comparison {
  readonly section: AgainstSection;
  readonly findings: readonly Finding[];
}

/**
 * Holds a delivery against an earlier report: instances by SOP Instance UID wherever they lie, other files by path.
 * Without checksums on both sides only another size proves a change, and equal size proves nothing.
 * @param roots of the scan
 */
export function compareWithEarlier(scan: Scan, earlier: ReadReport, roots: readonly Root[]): Comparison {
  const instances = compareInstances(scan, earlier.files);
  const otherFiles = compareOtherFiles(scan, earlier, roots);
  return {
    section: { earlier: { command: earlier.command, sha256: earlier.sha256 }, instances, otherFiles },
    findings: [
      ...changedFindings(instances.changed),
      ...missingFindings(instances),
      ...unprovenFinding(instances),
    ],
  };
}

function changedFindings(changed: readonly ChangedInstance[]): Finding[] {
  return cappedFindings(
    changed,
    ({ sopInstanceUID, file, earlier, now }) =>
      finding('changed-instance', {
        subject: { file, sopInstanceUID },
        expected: earlier,
        actual: now,
        params: { instances: 'an instance' },
      }),
    (count) => finding('changed-instance', { params: { instances: `${count} more instances` } }),
  );
}

/** One finding a series, since a series is what a site sends again. */
function missingFindings({ missing }: InstanceComparison): Finding[] {
  const bySeries = new Map<string | undefined, number>();
  for (const { seriesUID } of missing) bySeries.set(seriesUID, (bySeries.get(seriesUID) ?? 0) + 1);
  return [...bySeries].map(([seriesUID, count]) =>
    finding('missing-instances', {
      ...(seriesUID !== undefined && { subject: { seriesUID } }),
      params: { count },
    }),
  );
}

function unprovenFinding({ counts }: InstanceComparison): Finding[] {
  return counts.unproven > 0 ? [finding('unproven-instance', { params: { count: counts.unproven } })] : [];
}
