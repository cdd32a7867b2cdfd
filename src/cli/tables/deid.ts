import type { DeidPatientRow, DeidQuarantineRow } from '../../report/deid-sections.js';
import type { Report } from '../../report/envelope.js';
import type { Cell, Column, Table } from '../../report/table.js';
import { patientsOf, problemText, quarantineOf, reviewOf, verifiedOf } from '../../report/tables/deid.js';
import { isRows } from '../../report/text-chunks.js';

/** Files of one reason that a terminal names; the report itself has them all. */
const MOST_PATHS = 3;

/**
 * A deid report as a terminal shows it: what became of each patient, those that need somebody first, and below them why
 * files were quarantined and which; of a review what would be done; of `--verify-only` what was found.
 */
export function deidTerminalTable(report: Report): Table {
  const { sections } = report;
  if (isRows(sections.verified)) return { columns: VERIFIED, rows: lazily(() => verifiedRows(report)) };
  if (isRows(sections.review)) return { columns: REVIEW, rows: lazily(() => reviewRows(report)) };
  return { columns: patientColumns(report), rows: lazily(() => patientRows(report)) };
}

const VERIFIED: readonly Column[] = [
  { title: 'File', shrinks: true },
  { title: 'Problems', shrinks: true },
  { title: 'Found in', shrinks: true },
];

const REVIEW: readonly Column[] = [
  { title: 'Attribute', shrinks: true },
  { title: 'Action' },
  { title: 'Rule', shrinks: true },
  { title: 'Source', shrinks: true },
  { title: 'Files', align: 'right' },
];

function lazily(rows: () => Generator<Cell[]>): Table['rows'] {
  return { [Symbol.iterator]: rows };
}

function* verifiedRows(report: Report): Generator<Cell[]> {
  for (const { path, problems, hits } of verifiedOf(report)) {
    const places = new Set(hits.map(({ where, from }) => `${where} (${from})`));
    yield [path, problems.map(problemText).join('; '), [...places].join('; ')];
  }
}

/** What stays as it is tells a person nothing that needs a look. */
function* reviewRows(report: Report): Generator<Cell[]> {
  let series: string | undefined;
  for (const { seriesUID, path, action, rule, source, files, examples = [] } of reviewOf(report)) {
    if (action === 'keep' || action === 'items') continue;
    if (seriesUID !== series) yield [`series ${seriesUID}`, '', '', '', ''];
    series = seriesUID;
    yield [path, action, rule, source, files];
    for (const { before, after } of examples) yield [`  ${before} → ${after}`, '', '', '', ''];
  }
}

/** The last title says how many files need somebody. */
function patientColumns({ summary }: Report): Column[] {
  const { filesIn = 0, quarantined = 0 } = summary;
  const verb = quarantined === 1 ? 'needs' : 'need';
  return [
    { title: 'Pat', align: 'right' },
    { title: 'Outcome' },
    { title: 'Subject' },
    { title: 'Studies', align: 'right' },
    { title: 'Released', align: 'right' },
    { title: 'Quarantined', align: 'right' },
    { title: `${quarantined} of ${filesIn} files ${verb} you`, shrinks: true },
  ];
}

function* patientRows(report: Report): Generator<Cell[]> {
  const reasons = byReason(quarantineOf(report));
  const texts = new Map([...reasons].map(([code, [first]]) => [code, first?.reason ?? code]));
  const patients = [...patientsOf(report)].sort((a, b) => urgency(a) - urgency(b) || a.patient - b.patient);
  for (const { patient, outcome, subject, studies, released, quarantined, reasons: codes } of patients) {
    const why = codes.map((code) => texts.get(code) ?? code).join('; ');
    yield [patient, outcome, subject ?? undefined, studies, released, quarantined, why];
  }
  for (const [code, files] of reasons) yield* reasonRows(code, files);
}

function* reasonRows(code: string, files: readonly DeidQuarantineRow[]): Generator<Cell[]> {
  const line = (count: Cell, text: string): Cell[] => ['', '', '', '', '', count, text];
  yield line(files.length, `${code}: ${files[0]?.reason ?? ''}`);
  for (const { path, hits = [] } of files.slice(0, MOST_PATHS)) {
    const places = [...new Set(hits.map(({ where }) => where))].slice(0, MOST_PATHS);
    yield line('', places.length === 0 ? `  ${path}` : `  ${path}: ${places.join(', ')}`);
  }
  if (files.length > MOST_PATHS) yield line('', `  … and ${files.length - MOST_PATHS} more`);
}

function byReason(rows: Iterable<DeidQuarantineRow>): Map<string, DeidQuarantineRow[]> {
  const reasons = new Map<string, DeidQuarantineRow[]>();
  for (const row of rows) {
    const own = reasons.get(row.code);
    if (own) own.push(row);
    else reasons.set(row.code, [row]);
  }
  return reasons;
}

function urgency({ outcome }: DeidPatientRow): number {
  return ['quarantined', 'partly', 'released'].indexOf(outcome);
}
