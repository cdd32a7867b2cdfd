import type { Actor } from '../../identity/crosswalk/contract.js';
import type { JournalEntry, NewEntry } from '../../io/journal-entry.js';
import type { Copies, CopyOptions, WrittenCopy } from './copies.js';
import type { CopiedFile, InstanceUids, Reason, SharedWork } from './copy-job.js';
import type { CopyPlan, PlannedFile } from './copy-plan.js';

/** The copy that a quarantined file would have become: a release makes that one, and no other. */
export interface WantedCopy {
  /** Of the output, below its folder. */
  readonly name: string;
  /** Those of the input. */
  readonly uids: InstanceUids;
  readonly patientID?: string;
  /** What the maker was to do. */
  readonly work: unknown;
}

/** What a journal holds of a quarantined file. */
export interface QuarantineDetail extends Reason {
  /** Absent for a file that was refused before its copy was planned. */
  readonly wanted?: WantedCopy;
  /** Why the file could not even be copied. */
  readonly unkept?: string;
  /** Nobody is authenticated: the names are what the command line and the system say. */
  readonly ranBy: Actor;
}

/** What became of a file as its journal entry. */
export function entryOf<Detail>(
  copied: CopiedFile<Detail>,
  planned: PlannedFile | undefined,
  ranBy: Actor,
): NewEntry[] {
  if (!planned) return [];
  const { input, name = '' } = planned;
  if (copied.kind === 'quarantined') {
    const { code, detail, unkept, output } = copied;
    const why: QuarantineDetail = {
      code,
      ranBy,
      ...present({ detail, unkept, wanted: wantedOf(planned) }),
    };
    return [{ input, outcome: 'quarantined', ...(output && { output }), detail: why }];
  }
  if (copied.kind !== 'written') return [{ input, outcome: 'skipped', detail: copied }];
  const { size, sha256, detail } = copied;
  return [{ input, outcome: 'written', output: { path: name, size, sha256 }, ...present({ detail }) }];
}

function wantedOf({ given, name }: PlannedFile): WantedCopy | undefined {
  if (!('work' in given) || name === undefined) return undefined;
  const { studyUID, seriesUID, sopInstanceUID, patientID, work } = given;
  return { name, uids: { studyUID, seriesUID, sopInstanceUID }, ...present({ patientID }), work };
}

/** Everything that became of the files, in the order in which they were given. */
export function copiesOf<Work, Detail>(
  plan: CopyPlan<Work>,
  { files, quarantine = false }: Pick<CopyOptions<SharedWork, Work>, 'files' | 'quarantine'>,
  copied: ReadonlyMap<number, CopiedFile<Detail>>,
): Copies<Detail> {
  const uidsOf = new Map(files.map(({ file, uids }) => [file, uids]));
  const unsaid = new Map(
    plan.refused.map((refused) => [refused.file, unsaidOf<Detail>(refused, quarantine)]),
  );
  const fateOf = (file: number): CopiedFile<Detail> =>
    doneAs(file, plan.done.get(file)) ??
    copied.get(file) ??
    unsaid.get(file) ??
    // A file of which no thread said anything is not passed over in silence.
    unsaidOf({ file, code: 'internal-error' }, quarantine);
  const fates = plan.files.map(({ given, name = '' }) => ({ name, fate: fateOf(given.file) }));
  return {
    written: fates.flatMap(({ name, fate }) =>
      fate.kind === 'written' ? writtenAs(fate, name, uidsOf.get(fate.file)) : [],
    ),
    duplicates: fates.flatMap(({ name, fate }) =>
      fate.kind === 'duplicate' ? [{ file: fate.file, path: name }] : [],
    ),
    refused: fates.flatMap(({ fate }) => (fate.kind === 'refused' ? [reasonWith(fate)] : [])),
    quarantined: fates.flatMap(({ fate }) => {
      if (fate.kind !== 'quarantined') return [];
      const { output, unkept } = fate;
      return [{ ...reasonWith(fate), ...present({ output, unkept }) }];
    }),
    resumed: plan.done.size,
  };
}

function doneAs<Detail>(file: number, entry: JournalEntry | undefined): CopiedFile<Detail> | undefined {
  if (!entry?.output) return undefined;
  const { size, sha256 } = entry.output;
  const detail = entry.detail as Detail | undefined;
  return { file, kind: 'written', size, sha256, ...(detail !== undefined && { detail }) };
}

/** Of a file that no job was about, or whose job said nothing. */
function unsaidOf<Detail>(
  refused: Reason & { readonly file: number },
  quarantine: boolean,
): CopiedFile<Detail> {
  const reason = reasonWith(refused);
  return quarantine
    ? { kind: 'quarantined', ...reason, unkept: 'internal-error' }
    : { kind: 'refused', ...reason };
}

function reasonWith({
  file,
  code,
  detail,
}: Reason & { readonly file: number }): Reason & { readonly file: number } {
  return { file, code, ...(detail !== undefined && { detail }) };
}

function writtenAs<Detail>(
  { file, size, sha256, detail }: Extract<CopiedFile<Detail>, { kind: 'written' }>,
  path: string,
  uids: InstanceUids | undefined,
): WrittenCopy<Detail>[] {
  if (!uids) return [];
  const { studyUID, seriesUID, sopInstanceUID } = uids;
  const copy = { file, path, bytes: size, sha256, studyUID, seriesUID, sopInstanceUID };
  return [{ ...copy, ...(detail !== undefined && { detail }) }];
}

/** The members that have a value. */
function present<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> };
}
