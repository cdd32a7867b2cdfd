import type { Finding } from '../../findings/finding.js';
import type { Report, Root } from '../../report/envelope.js';
import type { ReadReport } from '../../report/read-report.js';
import { thisTool } from '../../report/tool.js';
import type { Scan } from '../scan/scan.js';
import type { ManifestOptions } from './options.js';

/** What `--against`, `--verify` and `--bag` add to a manifest. */
interface Proven {
  readonly findings: readonly Finding[];
  readonly sections: Report['sections'];
}

/** The comparisons and copies that were asked for, ready to run on a scan. */
interface Proof {
  /** Whether the scan has to make checksums. */
  readonly checksums: boolean;
  prove(scan: Scan): Promise<Proven>;
}

/** The reader of reports is loaded where one is read: start-up time counts. */
async function readEarlier(path: string, signal: AbortSignal): Promise<ReadReport> {
  const { readReport } = await import('../../report/read-report.js');
  return readReport(path, signal);
}

/**
 * Reads what a delivery is to be compared with, and checks where a bag is to be written, before the work begins.
 * @throws ReportError, VerifyError, BagError
 */
export async function openProof(options: ManifestOptions, roots: readonly Root[]): Promise<Proof> {
  const { against, verify, bag, signal, progress } = options;
  const earlier = against === undefined ? undefined : await readEarlier(against, signal);
  if (bag !== undefined) (await import('./bag/bag-folder.js')).checkBagFolder(bag, roots);
  const prove = async (scan: Scan): Promise<Proven> => {
    const findings: Finding[] = [];
    const sections: Record<string, unknown> = {};
    const add = (name: string, made: { findings: readonly Finding[]; section: object }): void => {
      findings.push(...made.findings);
      sections[name] = made.section;
    };
    if (earlier) add('against', (await import('./against.js')).compareWithEarlier(scan, earlier, roots));
    if (verify !== undefined) {
      const { verifyDelivery } = await import('./verify/verify.js');
      add('verify', await verifyDelivery({ scan, roots, target: verify, signal, progress }));
    }
    if (bag !== undefined) {
      const { writeBag } = await import('./bag/write-bag.js');
      const softwareAgent = `corelab ${thisTool().version}`;
      add('bag', await writeBag({ scan, roots, dir: bag, signal, progress, softwareAgent }));
    }
    return { findings, sections };
  };
  return { checksums: options.checksums || earlier !== undefined || verify !== undefined, prove };
}
