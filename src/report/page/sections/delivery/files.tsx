import type { VNode } from 'preact';
import type { DuplicateRow, NotDicomRow, UnreadableRow } from '../../../manifest-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import type { PageSource } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { FindingsAbout } from './findings-about.js';
import { FoldMany } from './fold-many.js';
import { FilePath, Path } from './place.js';
import { WorstMark } from './said.js';

/** More files than these are folded, where they are no fault. */
const MOST_OPEN = 10;
/** Paths shown of files that hold the same. */
const MOST_PATHS = 20;

/** What tables of files are made from. */
interface FilesProps<R> {
  readonly source: PageSource;
  readonly of: Told<readonly R[]>;
  readonly about: FindingsAbout;
}

/** Files that could not be read, and why. */
export function Unreadable({ source, of: list, about }: FilesProps<UnreadableRow>): VNode {
  const columns: readonly DataColumn<Told<UnreadableRow>>[] = [
    { title: 'Found', cell: ({ value: { file } }) => <WorstMark of={about.file(file)} /> },
    {
      title: 'File',
      head: true,
      wide: true,
      cell: (row) => <Path source={source} root={row.value.root} path={of(row, 'path')} />,
    },
    { title: 'Why', cell: (row) => <Text of={of(row, 'text')} /> },
    { title: 'Code', cell: (row) => <Text of={of(row, 'reason')} code /> },
    { title: 'Bytes', numeric: true, cell: (row) => <Num of={of(row, 'bytes')} /> },
  ];
  return (
    <>
      <h4>Files that cannot be read</h4>
      <DataTable
        caption="Files that cannot be read: none of them is part of a series"
        columns={columns}
        rows={each(list)}
        empty="Every file could be read."
        rowClass={() => 'fail'}
      />
    </>
  );
}

function notEqual({ value }: Told<DuplicateRow>): number {
  return [false, null, true].indexOf(value.sameBytes);
}

function Sameness({ of: { value } }: { of: Told<DuplicateRow> }): VNode {
  if (value.sameBytes === null) return <span class="unsure">could not be compared</span>;
  return value.sameBytes ? <>equal, byte for byte</> : <strong class="fault">different content</strong>;
}

function doubledClass({ value: { sameBytes } }: Told<DuplicateRow>): string | undefined {
  if (sameBytes === null) return 'not-evaluable';
  return sameBytes ? undefined : 'fail';
}

function Paths({ source, of: files }: { source: PageSource; of: Told<readonly number[]> }): VNode {
  const more = files.value.length - MOST_PATHS;
  return (
    <ul class="plain">
      {files.value.slice(0, MOST_PATHS).map((file) => (
        <li>
          <FilePath source={source} file={file} />
        </li>
      ))}
      {more > 0 && (
        <li class="more">
          … and <Count n={more} what="doubled files not shown" /> more: they stand in the JSON report
        </li>
      )}
    </ul>
  );
}

/** Files that hold the same; those with one UID and different content first. */
export function Duplicates({ source, of: list }: Omit<FilesProps<DuplicateRow>, 'about'>): VNode {
  const rows = each(list).sort((a, b) => notEqual(a) - notEqual(b));
  const columns: readonly DataColumn<Told<DuplicateRow>>[] = [
    {
      title: 'What is the same',
      head: true,
      cell: ({ value }) =>
        value.kind === 'same-instance' ? 'SOP Instance UID' : 'bytes of files without one',
    },
    { title: 'Content', cell: (row) => <Sameness of={row} /> },
    {
      title: 'Files, the one that counts first',
      wide: true,
      cell: (row) => <Paths source={source} of={of(row, 'files')} />,
    },
    {
      title: 'SOP Instance UID',
      wide: true,
      cell: (row) => <Text of={of(row, 'sopInstanceUID')} code why="the files hold no instance" />,
    },
  ];
  return (
    <>
      <h4>Doubled files</h4>
      <FoldMany n={rows.length} what="groups of doubled files, those that differ first" most={MOST_OPEN}>
        <DataTable
          caption="Files that hold the same instance or the same bytes"
          columns={columns}
          rows={rows}
          empty="No two files hold the same."
          rowClass={doubledClass}
        />
      </FoldMany>
    </>
  );
}

/** Files that are no DICOM. */
export function NotDicom({ source, of: list, about }: FilesProps<NotDicomRow>): VNode {
  const columns: readonly DataColumn<Told<NotDicomRow>>[] = [
    { title: 'Found', cell: ({ value: { file } }) => <WorstMark of={about.file(file)} /> },
    {
      title: 'File',
      head: true,
      wide: true,
      cell: (row) => <Path source={source} root={row.value.root} path={of(row, 'path')} />,
    },
    { title: 'Looks like', cell: (row) => <Text of={of(row, 'looksLike')} /> },
    { title: 'Bytes', numeric: true, cell: (row) => <Num of={of(row, 'bytes')} /> },
  ];
  const rows = each(list);
  return (
    <>
      <h4>Files that are no DICOM</h4>
      <FoldMany n={rows.length} what="files that are no DICOM" most={MOST_OPEN}>
        <DataTable
          caption="Files that are no DICOM, and what their first bytes look like"
          columns={columns}
          rows={rows}
          empty="Every file is DICOM, or cannot be read."
        />
      </FoldMany>
    </>
  );
}
