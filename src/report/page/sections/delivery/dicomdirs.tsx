import type { VNode } from 'preact';
import type { DicomdirRow } from '../../../manifest-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import type { PageSource } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { FindingsAbout } from './findings-about.js';
import { FoldMany } from './fold-many.js';
import { FilePath, Path } from './place.js';
import { WorstMark } from './said.js';

/** More differences than these are folded. */
const MOST_OPEN = 10;

/** Something that a DICOMDIR and its folder do not agree in. */
interface Difference {
  readonly dicomdir: Told<DicomdirRow>;
  readonly what: string;
  readonly where: VNode;
}

function differences(source: PageSource, dicomdir: Told<DicomdirRow>): Difference[] {
  const inFolder = (what: string, files: Told<readonly number[]>): Difference[] =>
    each(files).map(({ value }) => ({ dicomdir, what, where: <FilePath source={source} file={value} /> }));
  return [
    ...each(of(dicomdir, 'absent')).map((path) => ({
      dicomdir,
      what: 'in the DICOMDIR, not in the folder',
      where: <Text of={path} code />,
    })),
    ...inFolder('another instance than the DICOMDIR says', of(dicomdir, 'differs')),
    ...inFolder('in the folder, not in the DICOMDIR', of(dicomdir, 'unreferenced')),
  ];
}

function DicomdirPath({ source, row }: { source: PageSource; row: Told<DicomdirRow> }): VNode {
  return <Path source={source} root={row.value.root} path={of(row, 'path')} />;
}

function Amiss({ n, what }: { n: number; what: string }): VNode {
  return n > 0 ? (
    <strong class="fault">
      <Count n={n} what={what} />
    </strong>
  ) : (
    <Count n={n} what={what} />
  );
}

type Columns<R> = readonly DataColumn<R>[];

function columnsOf(source: PageSource, about: FindingsAbout): Columns<Told<DicomdirRow>> {
  return [
    { title: 'Found', cell: ({ value: { file } }) => <WorstMark of={about.file(file)} /> },
    { title: 'DICOMDIR', head: true, wide: true, cell: (row) => <DicomdirPath source={source} row={row} /> },
    { title: 'Referenced', numeric: true, cell: (row) => <Num of={of(row, 'referenced')} /> },
    {
      title: 'Absent',
      numeric: true,
      cell: ({ value }) => <Amiss n={value.absent.length} what="referenced and absent" />,
    },
    {
      title: 'Other instance',
      numeric: true,
      cell: ({ value }) => <Amiss n={value.differs.length} what="hold another instance" />,
    },
    {
      title: 'Not referenced',
      numeric: true,
      cell: ({ value }) => <Count n={value.unreferenced.length} what="there and not referenced" />,
    },
  ];
}

function differenceColumns(source: PageSource): Columns<Difference> {
  return [
    {
      title: 'DICOMDIR',
      wide: true,
      cell: ({ dicomdir }) => <DicomdirPath source={source} row={dicomdir} />,
    },
    { title: 'What', cell: ({ what }) => what },
    { title: 'File', head: true, wide: true, cell: ({ where }) => where },
  ];
}

/** DICOMDIRs, the tables of contents of CDs, against what is there. */
export function Dicomdirs({
  source,
  of: list,
  about,
}: {
  source: PageSource;
  of: Told<readonly DicomdirRow[]>;
  about: FindingsAbout;
}): VNode | null {
  const rows = each(list);
  const differing = rows.flatMap((row) => differences(source, row));
  if (rows.length === 0) return null;
  return (
    <>
      <h4>DICOMDIRs</h4>
      <DataTable
        caption="What each DICOMDIR references, against the files below its folder"
        columns={columnsOf(source, about)}
        rows={rows}
        rowClass={({ value: { absent, differs } }) =>
          absent.length + differs.length > 0 ? 'fail' : undefined
        }
      />
      <FoldMany n={differing.length} what="files in which a DICOMDIR and its folder differ" most={MOST_OPEN}>
        <DataTable
          caption="Files in which a DICOMDIR and its folder differ"
          columns={differenceColumns(source)}
          rows={differing}
        />
      </FoldMany>
    </>
  );
}
