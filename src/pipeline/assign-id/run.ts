import { randomUUID } from 'node:crypto';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { AssignIdSections } from '../../report/assign-id-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { buildDelivery } from '../../study/model.js';
import { anchorOf, openCrosswalk } from '../open-crosswalk.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { inputsOr, scanOr } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan } from '../scan/scan.js';
import { absentUids, linksNotFollowed, noDicom, unreadableFiles } from '../scan/scan-findings.js';
import { type Arrival, assignPatients } from './assign-patients.js';
import type { DeliveredPatients } from './delivered.js';
import { findingsOf, missedFindings } from './findings.js';
import { gatherPatients } from './gather-patients.js';
import type { CopyReport } from './make-copies.js';
import { assignIdNeeds } from './needs.js';
import type { AssignIdOptions } from './options.js';
import { AssignIdError, type Prepared, prepare } from './prepare.js';
import {
  assignmentRows,
  missedVisitRows,
  outcomeCounts,
  patientRows,
  type RowInput,
  visitRows,
} from './rows.js';
import type { Settled } from './settle.js';

/**
 * Recalls or allocates the subject IDs of a delivery's patients, and places their studies in the visit schedule.
 * @throws AssignIdError, ConfigError, KeyError, CrosswalkError, RegistryError, InputError, ReportError
 * @throws RangeError when what is delivered was scanned without something that is needed, or `keep` stands beside `out`
 */
export async function runAssignId(options: AssignIdOptions): Promise<Report> {
  if (options.keep && options.out !== undefined)
    throw new RangeError('a report of copies cannot be kept before they are made');
  const prepared = await prepare(options);
  const crosswalk = await openCrosswalk(options);
  try {
    return await assignDelivery(options, prepared, crosswalk);
  } finally {
    crosswalk.close();
  }
}

async function assignDelivery(
  options: AssignIdOptions,
  prepared: Prepared,
  crosswalk: Crosswalk,
): Promise<Report> {
  const { out, keep } = options;
  const inputs = await inputsOr(options, new GlobExclusion(options.exclude));
  const copies = out === undefined ? undefined : { out, ...(await import('./make-copies.js')) };
  copies?.refuseOutput(options, copies.out, inputs);
  refuseOtherUpstream(inputs, prepared.context.keyFingerprint);
  const source = await gather(options, prepared, inputs);
  const run = randomUUID();
  let kept: Report | undefined;
  const arrival: Arrival = {
    patients: source.delivered.patients,
    run,
    inputs: inputs.roots.map(({ path }) => path),
    beforeKept: (settled) => copies?.refuseOtherRun({ ...source, settled, out: copies.out }),
    ...(keep && {
      keep: (settled, writer) => {
        kept = report({ ...source, crosswalk, settled, run });
        keep(kept, writer);
      },
    }),
  };
  const settled = await assignPatients(crosswalk, arrival, prepared.context, options);
  // What was kept is what is returned: its digest is known by now.
  if (kept) return kept;
  const done = { ...source, crosswalk, settled, run };
  return report(done, await copies?.makeCopies({ ...done, out: copies.out }));
}

/** Reads the delivery, and tells its patients apart. */
async function gather(options: AssignIdOptions, prepared: Prepared, inputs: Inputs): Promise<Gathered> {
  const { loaded, context } = prepared;
  const { jobs, signal, progress } = options;
  const scanned = { needs: assignIdNeeds(loaded), checksums: false, jobs, signal, progress };
  const found = await scanOr(options.delivered, inputs, scanned);
  const delivered = gatherPatients({
    table: found.instances,
    delivery: buildDelivery(found.instances),
    site: context.site,
    phantoms: loaded.phantoms,
  });
  refuseSeveral(options, delivered);
  return { options, prepared, found, inputs, delivered };
}

/** DESIGN 2.4: what was made with another project key does not go together with what is made now. */
function refuseOtherUpstream({ upstreamKeyFingerprint: other }: Inputs, own: string): void {
  if (other === undefined || other === own) return;
  const message = `the report on standard input was made with the project key ${other}, not ${own}: give that one`;
  throw new AssignIdError('upstream-other-key', message);
}

/** `--subject` and `--visit` say one thing, which can be true of one patient and one day only. */
function refuseSeveral({ subject, visit }: AssignIdOptions, { patients }: DeliveredPatients): void {
  if (subject !== undefined && patients.length > 1) {
    const message = `--subject ${subject}: the delivery holds ${patients.length} patients, and nothing was assigned`;
    throw new AssignIdError('several-patients', message);
  }
  if (visit === undefined) return;
  const days = new Set(patients.flatMap(({ studies }) => studies.map(({ day }) => day)));
  if (patients.length > 1 || days.size > 1) {
    const message = `--visit ${visit}: the delivery holds several patients or days, and nothing was assigned`;
    throw new AssignIdError('several-days', message);
  }
}

interface Gathered {
  readonly options: AssignIdOptions;
  readonly prepared: Prepared;
  readonly found: Scan;
  readonly inputs: Inputs;
  readonly delivered: DeliveredPatients;
}

interface Done extends Gathered {
  readonly crosswalk: Crosswalk;
  readonly settled: readonly Settled[];
  readonly run: string;
}

function report(done: Done, copies?: CopyReport): Report {
  const { options, prepared, crosswalk, found, inputs, delivered, settled, run } = done;
  const fileCounts = countFiles(found, delivered);
  const input: RowInput = {
    settled,
    context: prepared.context,
    projectKey: prepared.projectKey,
    fileCounts,
    identifiers: options.identifiers,
    showsReadingIds: options.out === undefined,
  };
  const missed = missedVisitRows(crosswalk, input);
  const findings = [
    ...[noDicom, unreadableFiles, linksNotFollowed, absentUids].flatMap((check) => check({ scan: found })),
    ...settled.flatMap(findingsOf),
    ...missedFindings(missed),
    ...(copies?.findings ?? []),
  ];
  const filesOf = (own: readonly Settled[]): number =>
    own.reduce((sum, { patient }) => sum + (fileCounts[patient.index] ?? 0), 0);
  return {
    schema: 'corelab/report/assign-id@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'assign-id',
    run: runInfo(options, inputs.upstreamSha256, run),
    config: prepared.config,
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: {
      filesIn: found.files.size,
      filesOut: copies?.counts.written ?? 0,
      passedOn: copies ? 0 : filesOf(settled.filter(({ subject }) => subject !== undefined)),
      notAssigned: filesOf(settled.filter(({ subject }) => subject === undefined)),
      refused: copies?.counts.refused ?? 0,
      skipped: found.files.size - found.instances.size,
      ...outcomeCounts(settled),
    },
    findings,
    sections: {
      assignments: assignmentRows(input),
      patients: patientRows(crosswalk, input),
      visits: visitRows(input),
      missedVisits: missed,
      crosswalk: anchorOf(crosswalk, options.crosswalk),
      ...(copies?.readings && { readings: copies.readings }),
      ...(copies && { copies: copies.counts }),
    } satisfies AssignIdSections,
    roots: copies?.roots ?? inputs.roots,
    files: copies?.files ?? rows(() => found.files.entries(found.instances, false)),
  };
}

function countFiles({ instances }: Scan, delivered: DeliveredPatients): number[] {
  const counts = delivered.patients.map(() => 0);
  for (let instance = 0; instance < instances.size; instance++) {
    const index = delivered.patientOf(instance);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
