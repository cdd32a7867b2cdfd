import { pathToText } from '../../io/path-bytes.js';
import type {
  DeidAction,
  DeidHit,
  DeidPatientRow,
  DeidQuarantineRow,
  DeidSeriesRow,
  DeidVerification,
} from '../../report/deid-sections.js';
import type { FileEntry } from '../../report/envelope.js';
import { personKey } from '../../study/model.js';
import type { Scan } from '../scan/scan.js';
import { quarantineReason } from './quarantine-reasons.js';
import type { Done } from './run-state.js';

/** Where the search of an output looks: all its bytes but the pixels themselves. */
const PLACES: readonly string[] = [
  'preamble',
  'file meta information',
  'header, at every depth, in its character sets',
  'private elements',
  'elements of unknown VR and other bytes',
  'comments in compressed pixel data',
  'bytes after the data set',
  'file name',
];

interface Counted {
  readonly subjects: Set<string>;
  readonly studies: Set<string>;
  readonly reasons: Set<string>;
  files: number;
  released: number;
  quarantined: number;
}

/** The patients of the delivery, as issuer and Patient ID tell them apart. */
export function patientRows({ found, who, outcome }: Done): DeidPatientRow[] {
  const { instances } = found;
  const people = new Map<string, Counted>();
  const codes = new Map(outcome.quarantined.map(({ file, code }) => [file, code]));
  for (let instance = 0; instance < instances.size; instance++) {
    const { patient, studyUID } = instances.header(instance);
    const counted = countedOf(people, personKey(patient));
    const whose = who.whose(instance);
    const code = codes.get(instances.file(instance));
    counted.files++;
    counted.studies.add(studyUID);
    if ('subject' in whose) counted.subjects.add(who.subjects[whose.subject]?.id ?? '');
    if (code === undefined) counted.released++;
    else counted.quarantined++;
    if (code !== undefined) counted.reasons.add(code);
  }
  return [...people.values()].map((counted, i) => patientRow(counted, i + 1));
}

function countedOf(people: Map<string, Counted>, key: string): Counted {
  let counted = people.get(key);
  if (!counted) {
    counted = {
      subjects: new Set(),
      studies: new Set(),
      reasons: new Set(),
      files: 0,
      released: 0,
      quarantined: 0,
    };
    people.set(key, counted);
  }
  return counted;
}

function patientRow(
  { subjects, studies, reasons, files, released, quarantined }: Counted,
  patient: number,
): DeidPatientRow {
  const [subject = null] = subjects.size === 1 ? subjects : [];
  const outcome = quarantined === 0 ? 'released' : released === 0 ? 'quarantined' : 'partly';
  const counts = { studies: studies.size, files, released, quarantined };
  return { patient, subject, ...counts, outcome, reasons: [...reasons].sort() };
}

/** The series that were released, by their new UIDs. */
export function seriesRows({ found, outcome, who, sorted }: Done): DeidSeriesRow[] {
  const subjectOf = new Map(
    sorted.files.map(({ file, work }) => [file, who.subjects[work.subject]?.id ?? '']),
  );
  const rows = new Map<
    string,
    DeidSeriesRow & { files: number; actions: Partial<Record<DeidAction, number>> }
  >();
  for (const { file, studyUID, seriesUID, detail } of outcome.written) {
    const { modality } = found.instances.header(found.files.instance(file) ?? 0);
    const subject = subjectOf.get(file) ?? '';
    const row = rows.get(seriesUID) ?? { subject, studyUID, seriesUID, modality, files: 0, actions: {} };
    rows.set(seriesUID, row);
    row.files++;
    for (const [action, count = 0] of Object.entries(detail?.actions ?? {}) as [DeidAction, number][])
      row.actions[action] = (row.actions[action] ?? 0) + count;
  }
  return [...rows.values()].sort((a, b) => (a.seriesUID < b.seriesUID ? -1 : 1));
}

/** The files that were not released, by path in the order of the input. */
export function quarantineRows({ found, outcome }: Done): DeidQuarantineRow[] {
  return [...outcome.quarantined]
    .sort((a, b) => a.file - b.file)
    .map(({ file, code, detail, isKept = false }) => {
      const { text, source } = quarantineReason(code);
      const hits = hitsOf(detail);
      return {
        root: found.files.root(file),
        ...pathToText(found.files.path(file)),
        code,
        reason: text,
        source,
        ...(hits.length > 0 && { hits }),
        kept: isKept,
      };
    });
}

/** Hits as they come back from a journal: whatever has not their form is left out. */
export function hitsOf(detail: unknown): DeidHit[] {
  if (!Array.isArray(detail)) return [];
  return detail.flatMap((hit: Partial<Record<keyof DeidHit, unknown>> | null) => {
    const { where, from, kind } = hit ?? {};
    const isHit = typeof where === 'string' && typeof from === 'string' && typeof kind === 'string';
    return isHit ? [{ where, from, kind }] : [];
  });
}

/** What the outputs were searched for. */
export function verificationOf({ known, outcome }: Done): DeidVerification {
  const searches = outcome.written.reduce((sum, { detail }) => sum + (detail?.searched ?? 0), 0);
  return {
    values: known.values.length,
    uids: known.uids.size,
    files: outcome.written.length,
    searches,
    places: PLACES,
  };
}

/** What was released, in the order of the outputs' names: the input's would tell more than they do. */
export function releasedFiles({ outcome, found }: Done): FileEntry[] {
  return [...outcome.written]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ file, path, bytes, sha256, studyUID, seriesUID, sopInstanceUID }) => {
      const transferSyntax = transferSyntaxOf(found, file);
      const uids = { sopInstanceUID, seriesUID, studyUID };
      return { root: 0, path, kind: 'dicom' as const, bytes, ...uids, transferSyntax, sha256 };
    });
}

function transferSyntaxOf({ instances, files }: Scan, file: number): string {
  return instances.header(files.instance(file) ?? 0).transferSyntax;
}
