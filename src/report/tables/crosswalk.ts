import type { CrosswalkAnchor } from '../assign-id-sections.js';
import type {
  AffectedRow,
  AuditRow,
  CrosswalkSections,
  CrosswalkStudyRow,
  CrosswalkSubjectRow,
  IdentityRow,
  NoteRow,
  UnblindedRow,
  VerificationProblem,
} from '../crosswalk-sections.js';
import type { Report } from '../envelope.js';
import type { Cell, Table } from '../table.js';

/** A view of one section: whether the report has it, its titles, its rows. */
interface View<T> {
  readonly rows: (sections: CrosswalkSections) => Iterable<T> | undefined;
  readonly columns: readonly (readonly [string, (row: T) => Cell | null])[];
}

/** A file that was released from an affected delivery; a delivery without any has one row all the same. */
interface ReleasedFile {
  readonly delivery: AffectedRow;
  readonly folder?: string;
  readonly file?: string;
}

const joined = (values: readonly string[]): string => values.join('; ');

const IDENTITIES: View<IdentityRow> = {
  rows: ({ identities }) => identities,
  columns: [
    ['protocol', (row) => row.protocol],
    ['subject', (row) => row.subject],
    ['site', (row) => row.site],
    ['issuers', ({ numbers }) => joined(numbers.map(({ issuer }) => issuer))],
    ['patient_ids', ({ numbers }) => joined(numbers.map(({ patientId }) => patientId))],
    ['names', (row) => joined(row.names)],
    ['birth_dates', (row) => joined(row.birthDates)],
    ['sexes', (row) => joined(row.sexes)],
  ],
};

const READINGS: View<UnblindedRow> = {
  rows: ({ readings }) => readings,
  columns: [
    ['reading_id', (row) => row.readingId],
    ['protocol', (row) => row.protocol],
    ['subject', (row) => row.subject],
    ['visit', (row) => row.visit],
    ['generation', (row) => row.generation],
    ['current', (row) => row.isCurrent],
  ],
};

const AUDIT: View<AuditRow> = {
  rows: ({ audit }) => audit,
  columns: [
    ['seq', (row) => row.seq],
    ['at', (row) => row.at],
    ['os_user', (row) => row.osUser],
    ['operator', (row) => row.operator],
    ['authenticated', (row) => row.isAuthenticated],
    ['tool', (row) => row.tool],
    ['action', (row) => row.action],
    ['entity', (row) => row.entity],
    ['reason', (row) => row.reason],
    ['before_mac', (row) => row.beforeMac],
    ['after_mac', (row) => row.afterMac],
    ['mac', (row) => row.mac],
  ],
};

const RELEASED: View<ReleasedFile> = {
  rows: ({ affected }) => affected && { [Symbol.iterator]: () => releasedFiles(affected) },
  columns: [
    ['run', ({ delivery }) => delivery.run],
    ['at', ({ delivery }) => delivery.at],
    ['operator', ({ delivery }) => delivery.operator],
    ['studies', ({ delivery }) => joined(delivery.studies)],
    ['files', ({ delivery }) => delivery.files],
    ['released_folder', ({ folder }) => folder],
    ['released_file', ({ file }) => file],
  ],
};

const PROBLEMS: View<VerificationProblem> = {
  rows: ({ verification }) => verification?.problems,
  columns: [
    ['code', (row) => row.code],
    ['text', (row) => row.text],
    ['seq', (row) => row.seq],
    ['entity', (row) => row.entity],
  ],
};

const STUDIES: View<CrosswalkStudyRow> = {
  rows: ({ studies }) => studies,
  columns: [
    ['study_uid', (row) => row.studyUID],
    ['visit', (row) => row.visit],
    ['offset_days', (row) => row.offsetDays],
    ['generation', (row) => row.generation],
    ['status', (row) => row.status],
    ['deliveries', (row) => joined(row.deliveries)],
  ],
};

const SUBJECTS: View<CrosswalkSubjectRow> = {
  rows: ({ subjects }) => subjects,
  columns: [
    ['protocol', (row) => row.protocol],
    ['subject', (row) => row.subject],
    ['site', (row) => row.site],
    ['kind', (row) => row.kind],
    ['status', (row) => row.status],
    ['replaced_by', (row) => row.replacedBy],
    ['visits', (row) => joined(row.visits)],
    ['studies', (row) => row.studies],
    ['deliveries', (row) => row.deliveries],
  ],
};

const NOTES: View<NoteRow> = {
  rows: ({ notes }) => notes,
  columns: [
    ['path', (row) => row.path],
    ['study_uid', (row) => row.studyUID],
  ],
};

const ANCHOR: View<CrosswalkAnchor> = {
  rows: ({ crosswalk }) => crosswalk && [crosswalk],
  columns: [
    ['seq', (row) => row.seq],
    ['head', (row) => row.mac],
    ['salt', (row) => row.salt],
  ],
};

/**
 * A crosswalk report as a table for CSV. It holds what was asked for, which is the first of these that the report has:
 * identities, readings, audit records, released files, problems of the proof, studies, subjects, rejection notes,
 * where the audit trail stood.
 */
export function crosswalkTable({ sections }: Pick<Report, 'sections'>): Table {
  return (
    tableOf(IDENTITIES, sections) ??
    tableOf(READINGS, sections) ??
    tableOf(AUDIT, sections) ??
    tableOf(RELEASED, sections) ??
    tableOf(PROBLEMS, sections) ??
    tableOf(STUDIES, sections) ??
    tableOf(SUBJECTS, sections) ??
    tableOf(NOTES, sections) ??
    tableOf(ANCHOR, sections) ?? { columns: [], rows: [] }
  );
}

function tableOf<T>({ rows, columns }: View<T>, sections: CrosswalkSections): Table | undefined {
  const found = rows(sections);
  if (found === undefined) return undefined;
  return {
    columns: columns.map(([title]) => ({ title })),
    rows: {
      *[Symbol.iterator]() {
        for (const row of found) yield columns.map(([, get]) => get(row) ?? undefined);
      },
    },
  };
}

function* releasedFiles(deliveries: Iterable<AffectedRow>): Generator<ReleasedFile> {
  for (const delivery of deliveries) {
    if (delivery.releases.length === 0) yield { delivery };
    for (const { path: folder, paths } of delivery.releases) {
      for (const file of paths) yield { delivery, folder, file };
    }
  }
}
