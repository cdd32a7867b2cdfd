import type { Report } from '../../report/envelope.js';
import type { QuarantineHit, QuarantineRow, QuarantineSections } from '../../report/quarantine-sections.js';
import type { Table } from '../../report/table.js';

/** What a terminal says of an entry that its report holds as a code only. */
export interface EntryWords {
  /** Why the file was quarantined. */
  readonly reason: string;
  /** What a person says who releases it; absent where nobody can. */
  readonly vouches?: string;
  /** What to do in place of a release. */
  readonly instead?: string;
}

/** Most places of one entry on a terminal; the report itself has them all. */
const MOST_HITS = 50;

/** A report of `quarantine show` as a terminal shows it: one fact of the entry a line. */
export function quarantineEntryTable(
  { sections }: Pick<Report, 'sections'>,
  wordsOf: (code: string) => EntryWords,
): Table {
  const { entries = [], hits = [], releases = [] }: QuarantineSections = sections;
  const [row] = entries;
  if (!row) return { columns: [], rows: [] };
  const words = wordsOf(row.code);
  const [release] = releases;
  const released = release && `${release.at} by ${release.operator}: ${release.reason}`;
  return {
    columns: [{ title: 'Entry' }, { title: String(row.number), wraps: true }],
    rows: [
      ['status', row.status],
      ['reason', `${row.code}: ${words.reason}`],
      ...placesOf([...hits]),
      ['file', `${row.bytes.toLocaleString('en-US')} bytes`],
      ['copy', copyOf(row)],
      ...(row.path === undefined ? [] : [['read from', `${row.path} (input ${row.root ?? 0})`]]),
      ['quarantined', `${row.startedAt}${row.operator === null ? '' : ` by ${row.operator}`}`],
      ...(released === undefined ? [] : [['released', released]]),
      ...nextOf(row, words),
    ],
  };
}

/** Where something was found, never what. */
function placesOf(hits: readonly QuarantineHit[]): string[][] {
  const shown = hits
    .slice(0, MOST_HITS)
    .map(({ where, from, kind }, i) => [i === 0 ? 'found in' : '', `${where} (${kind}, known from ${from})`]);
  const more = hits.length - shown.length;
  return more > 0 ? [...shown, ['', `… and ${more} more places: see the report (--json)`]] : shown;
}

function copyOf({ sha256, unkept, status }: QuarantineRow): string {
  if (sha256 === null) return `none (${unkept ?? 'not kept'}): the file stands in the input only`;
  return `${status === 'damaged' ? 'missing or changed' : 'whole'}: DIR/quarantine/${sha256}`;
}

/** What a person can do with it. */
function nextOf({ number, status, sha256 }: QuarantineRow, { vouches, instead }: EntryWords): string[][] {
  if (status === 'released' || status === 'settled') return [];
  if (status === 'damaged' || sha256 === null)
    return [['to do', "there is no copy to release: have the file delivered again ('deid --append')"]];
  if (vouches === undefined) return [['to do', instead ?? 'it stays here']];
  return [
    ['to release', `a second person looks at it, and vouches that ${vouches}:`],
    ['', `corelab quarantine release ${number} --state DIR --key-file FILE --operator NAME --reason TEXT`],
    ['', "with --trial FILE, too, where 'corelab run' quarantined it"],
  ];
}
