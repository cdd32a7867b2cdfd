import type { LedgerEvent } from '../../../identity/ledger/event.js';
import { eventsOf } from '../../../identity/ledger/ledger.js';
import type { FileEntry } from '../../../report/envelope.js';
import { type ReadReport, readReport } from '../../../report/read-report.js';
import type { Delivered } from '../../scan/delivered.js';
import { GlobExclusion } from '../../scan/exclusion.js';
import { inputsFromReport } from '../../scan/inputs.js';
import { scan } from '../../scan/scan.js';
import type { DeliveryWork } from '../delivery-work.js';
import { reportPathOf } from '../run-places.js';
import { stateOfRuns } from '../states-of-runs.js';
import { type StandingStudy, studiesReleasedByHand, uncheckedStudies } from './unchecked-studies.js';

/**
 * What is checked of a delivery: what it released; where a study came before, the whole study as it stands in the output
 * now, with what a person let go from the quarantine. A part of it would lack series that are there, or pass where the
 * whole does not. A study that came again as it was is among them when it was not checked then.
 */
export async function wholeStudies(work: DeliveryWork, released: Delivered | undefined): Promise<Delivered> {
  const before = releasedBefore(work);
  const standing = [...(await uncheckedStudies(work)), ...(await studiesReleasedByHand(work))];
  if (before.length + standing.length === 0 && released) return released;
  const own = await readReport(work.reportPath('deid'), work.context.options.signal);
  const studies = new Set(own.files.flatMap(({ studyUID }) => studyUID ?? []));
  const reports = [...(await reportsOf(work, before)), own];
  const inputs = inputsFromReport(withStanding(joined(reports, studies), standing), new GlobExclusion([]));
  const { options, needs } = work.context;
  const { jobs, signal } = options;
  const { progress } = work;
  return {
    inputs,
    scan: await scan(inputs, { ...needs.released, checksums: false, jobs, signal, progress }),
  };
}

type Released = Extract<LedgerEvent, { kind: 'released' }>;

/** What other deliveries released of the studies of this one, in order; those before it alone. */
function releasedBefore(work: DeliveryWork): Released[] {
  const { crosswalk, trial } = work.context;
  const own = work.events(['released']).filter(isReleased);
  const first = own[0]?.id ?? 0;
  const studies = new Set(own.map(({ details }) => details.releasedUID));
  return eventsOf(crosswalk, trial, { kinds: ['released'] })
    .filter(isReleased)
    .filter(({ id, details }) => id < first && studies.has(details.releasedUID));
}

function isReleased(event: LedgerEvent): event is Released {
  return event.kind === 'released';
}

/** The reports that tell which files those are, each once. @throws RunError `report-changed` */
async function reportsOf(work: DeliveryWork, events: readonly Released[]): Promise<ReadReport[]> {
  const { crosswalk, trial, options } = work.context;
  const states = stateOfRuns(crosswalk, trial);
  const paths = new Map<string, string>();
  for (const event of events) {
    const path = reportPathOf(states.get(event.run ?? '') ?? '', event);
    if (path !== undefined) paths.set(path, event.report ?? '');
  }
  const reports: ReadReport[] = [];
  for (const [path, expected] of paths) {
    work.assertReport(path, expected);
    reports.push(await readReport(path, options.signal));
  }
  return reports;
}

/** One report of the files of these studies; a file that stands in several is one. */
function joined(reports: readonly ReadReport[], studies: ReadonlySet<string>): ReadReport {
  const [last] = reports.slice(-1);
  if (!last) throw new RangeError('no report of deid');
  const roots: ReadReport['roots'][number][] = [];
  const files = new Map<string, FileEntry>();
  for (const report of reports) {
    const offset = roots.length;
    roots.push(...report.roots.map((root) => ({ ...root, id: root.id + offset })));
    for (const file of report.files) {
      if (!studies.has(file.studyUID ?? '')) continue;
      const { path = '' } = report.roots.find(({ id }) => id === file.root) ?? {};
      files.set(`${path}/${file.path}`, { ...file, root: file.root + offset });
    }
  }
  return { ...last, roots, files: [...files.values()] };
}

/** With the files of these studies; one that stands there already is one. */
function withStanding(report: ReadReport, studies: readonly StandingStudy[]): ReadReport {
  const folders = new Map(report.roots.map(({ id, path }) => [id, path]));
  const known = new Set(report.files.map(({ root, path }) => `${folders.get(root)}/${path}`));
  const roots = [...report.roots];
  const files: FileEntry[] = [...report.files];
  for (const { folders: of, releasedUID: studyUID } of studies) {
    for (const [folder, paths] of of) {
      const added = [...new Set(paths)].filter((path) => !known.has(`${folder}/${path}`));
      const root = roots.find(({ path }) => path === folder)?.id ?? roots.length;
      if (root === roots.length) roots.push({ id: root, path: folder });
      for (const path of added) known.add(`${folder}/${path}`);
      files.push(...added.map((path) => ({ root, path, kind: 'dicom' as const, bytes: 0, studyUID })));
    }
  }
  return { ...report, roots, files };
}
