import { type Finding, finding, type Subject } from '../../../findings/finding.js';
import type { PathText } from '../../../io/path-bytes.js';
import type { ByteText } from './byte-text.js';
import { reportPath, shownPath } from './byte-text.js';
import { cappedFindings } from './capped.js';
import type { Listed, Place } from './listed.js';

/** A file of this delivery by its index in `files`, or one beside it by its path. */
export type FileRef = { readonly file: number } | PathText;

/** A listed file that is not there. */
export type MissingRow = PathText & { readonly reason?: string };

/** A file whose content is not what was listed. */
export type ChangedRow = FileRef & { readonly expected: string; readonly actual: string };

/** A listed file that is there and could not be read. */
export type UnreadRow = FileRef & { readonly reason: string };

/** Outcome of verifying, list by list. */
export interface TallyLists {
  readonly counts: {
    readonly listed: number;
    readonly verified: number;
    readonly missing: number;
    readonly extra: number;
    readonly changed: number;
    readonly noChecksum: number;
    readonly unreadable: number;
  };
  readonly missing: readonly MissingRow[];
  readonly extra: readonly FileRef[];
  readonly changed: readonly ChangedRow[];
  readonly noChecksum: readonly FileRef[];
  readonly unreadable: readonly UnreadRow[];
}

/** Gathers what became of every listed file, and what was not listed. Each listed file is counted exactly once. */
export class Tally {
  verified = 0;
  private readonly missingRows: MissingRow[] = [];
  private readonly extraRows: FileRef[] = [];
  private readonly changedRows: ChangedRow[] = [];
  private readonly noChecksumRows: FileRef[] = [];
  private readonly unreadRows: UnreadRow[] = [];

  missing(name: ByteText, reason?: string): void {
    this.missingRows.push({ ...reportPath(name), ...(reason !== undefined && { reason }) });
  }

  /** A file of the scan that is not listed, or the path of one that the scan did not see. */
  extra(file: number | ByteText): void {
    this.extraRows.push(typeof file === 'number' ? { file } : reportPath(file));
  }

  changed(listed: Listed, place: Place, values: { expected: string; actual: string }): void {
    this.changedRows.push({ ...refOf(listed, place), ...values });
  }

  noChecksum(file: number): void {
    this.noChecksumRows.push({ file });
  }

  unreadable(listed: Listed, place: Place, reason: string): void {
    this.unreadRows.push({ ...refOf(listed, place), reason });
  }

  /** As the report's section holds it. */
  lists(): TallyLists {
    const { missingRows: missing, extraRows: extra, changedRows: changed, noChecksumRows: noChecksum } = this;
    const unreadable = this.unreadRows;
    const others = missing.length + changed.length + noChecksum.length + unreadable.length;
    const counts = {
      listed: this.verified + others,
      verified: this.verified,
      missing: missing.length,
      extra: extra.length,
      changed: changed.length,
      noChecksum: noChecksum.length,
      unreadable: unreadable.length,
    };
    return { counts, missing, extra, changed, noChecksum, unreadable };
  }

  /** One finding a file, up to a hundred of a kind; files without a checksum are one finding together. */
  findings(): Finding[] {
    const { missing, extra, changed, noChecksum, unreadable } = this.lists();
    return [
      ...perFile('verify-missing', missing, 'listed', (row) => (row.reason ? { actual: row.reason } : {})),
      ...perFile('verify-changed', changed, 'listed', ({ expected, actual }) => ({ expected, actual })),
      ...perFile('verify-extra', extra, 'delivered', () => ({})),
      ...perFile('verify-unreadable', unreadable, 'listed', ({ reason }) => ({ actual: reason })),
      ...(noChecksum.length > 0
        ? [finding('verify-no-checksum', { params: { count: noChecksum.length } })]
        : []),
    ];
  }
}

type FileCode = 'verify-missing' | 'verify-changed' | 'verify-extra' | 'verify-unreadable';

function perFile<T extends FileRef>(
  code: FileCode,
  rows: readonly T[],
  kind: 'listed' | 'delivered',
  details: (row: T) => { expected?: string; actual?: string },
): Finding[] {
  return cappedFindings(
    rows,
    (row) => finding(code, { subject: subjectOf(row), ...details(row), params: { files: `a ${kind} file` } }),
    (count) => finding(code, { params: { files: `${count} more ${kind} files` } }),
  );
}

function refOf(listed: Listed, { file }: Place): FileRef {
  return file === undefined ? reportPath(listed.name) : { file };
}

function subjectOf(ref: FileRef): Subject {
  return 'file' in ref ? { file: ref.file } : { name: ref.path };
}

/** A subject that has only a path. */
export function pathSubject(name: ByteText): Subject {
  return { name: shownPath(name) };
}
