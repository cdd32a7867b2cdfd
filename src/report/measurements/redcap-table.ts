import type { Report } from '../envelope.js';
import type { MeasurementRow } from '../measure-export-sections.js';
import type { Cell, Table } from '../table.js';
import { INSTRUMENT, REDCAP_FIELDS } from './redcap-fields.js';
import { measurementRows, type RowState, stateOf } from './row-state.js';

/** REDCap's own codes: incomplete, unverified, complete. */
const FORM_STATUS: Readonly<Record<RowState, number>> = { empty: 0, unverified: 1, complete: 2 };

/**
 * Rows for REDCap's import: each an instance of the repeating instrument `imaging_measurement` of the subject's record.
 * With visits in the rows it is an import for a longitudinal project (`redcap_event_name`), else for a classic one.
 */
export function redcapTable({ sections }: Pick<Report, 'sections'>): Table {
  const measurements = measurementRows(sections);
  const records = new Records(measurements);
  const titles = [
    'record_id',
    ...(records.hasVisits ? ['redcap_event_name'] : []),
    'redcap_repeat_instrument',
    'redcap_repeat_instance',
    ...REDCAP_FIELDS.map(({ name }) => name),
    `${INSTRUMENT}_complete`,
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: { [Symbol.iterator]: () => tableRows(measurements, records) },
  };
}

function* tableRows(rows: Iterable<MeasurementRow>, records: Records): Generator<Cell[]> {
  const instances = new Map<string, number>();
  for (const row of rows) {
    const record = records.idOf(row);
    const event = records.hasVisits ? [eventName(row.visit)] : [];
    const key = JSON.stringify([record, event]);
    const instance = (instances.get(key) ?? 0) + 1;
    instances.set(key, instance);
    const cells = REDCAP_FIELDS.map(({ read }) => read(row) ?? undefined);
    yield [record, ...event, INSTRUMENT, instance, ...cells, FORM_STATUS[stateOf(row)]];
  }
}

/** The unique name of a visit's event, as REDCap makes it of the event's label, in the first arm. */
function eventName(visit: string | null): string {
  const name = (visit ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `${name || 'no_visit'}_arm_1`;
}

/** Which record a row belongs to: no two persons share one. */
class Records {
  readonly hasVisits: boolean;
  private readonly sites = new Map<string, Set<string>>();
  /** Records of studies whose subject nobody states. */
  private readonly unassigned = new Map<string, string>();

  constructor(rows: Iterable<MeasurementRow>) {
    let hasVisits = false;
    const studies = new Set<string>();
    for (const { subject, site, visit, source } of rows) {
      hasVisits ||= visit !== null;
      if (subject) this.note(subject, site);
      else studies.add(source.studyUID || source.path);
    }
    this.hasVisits = hasVisits;
    let number = 0;
    for (const study of studies) {
      do number++;
      while (this.sites.has(`unassigned-${number}`));
      this.unassigned.set(study, `unassigned-${number}`);
    }
  }

  private note(subject: string, site: string | null): void {
    const sites = this.sites.get(subject) ?? new Set();
    if (site !== null) sites.add(site);
    this.sites.set(subject, sites);
  }

  /** The subject; with its site where two sites use the same; a study of its own where none is stated. */
  idOf({ subject, site, source }: MeasurementRow): string {
    if (!subject) return this.unassigned.get(source.studyUID || source.path) ?? '';
    const isShared = (this.sites.get(subject)?.size ?? 0) > 1;
    return isShared ? `${site ?? 'no-site'}-${subject}` : subject;
  }
}
