import type { VNode } from 'preact';
import { type DataColumn, DataTable } from '../../data-table.js';
import type { PageSource } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { FoldMany } from './fold-many.js';
import { FilePath } from './place.js';
import type { ProofRow } from './proof-sections.js';

/** More rows than these are folded. */
const MOST_OPEN = 10;

/** What is said of a file, in this order where it is. */
const SAID = [
  ['what', 'What'],
  ['reason', 'Why'],
  ['note', 'Note'],
  ['expected', 'Listed'],
  ['actual', 'Here'],
  ['earlier', 'Earlier'],
  ['now', 'Now'],
  ['sopInstanceUID', 'SOP Instance UID'],
  ['seriesUID', 'Series Instance UID'],
] as const;

interface ProofListProps {
  readonly source: PageSource;
  readonly of: Told<readonly ProofRow[] | undefined>;
  readonly caption: string;
}

function Where({ source, row }: { source: PageSource; row: Told<ProofRow> }): VNode {
  const { file, path } = row.value;
  return file !== undefined && path === undefined ? (
    <FilePath source={source} file={file} />
  ) : (
    <Text of={of(row, 'path')} code why="names no file" />
  );
}

/** Files of a proof, with whatever is said of them; nothing where there are none. */
export function ProofList({ source, of: list, caption }: ProofListProps): VNode | null {
  const rows = each(list);
  const columns: DataColumn<Told<ProofRow>>[] = [
    { title: 'File', head: true, wide: true, cell: (row) => <Where source={source} row={row} /> },
    // A bag names a file of the delivery otherwise: both names stand there.
    ...(rows.some(({ value }) => value.file !== undefined && value.path !== undefined)
      ? [
          {
            title: 'In the delivery',
            wide: true,
            cell: ({ value }: Told<ProofRow>) =>
              value.file === undefined ? '' : <FilePath source={source} file={value.file} />,
          },
        ]
      : []),
    ...SAID.filter(([key]) => rows.some(({ value }) => value[key] !== undefined)).map(([key, title]) => ({
      title,
      wide: true,
      cell: (row: Told<ProofRow>) => <Text of={of(row, key)} code />,
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <FoldMany n={rows.length} what={`files: ${caption}`} most={MOST_OPEN}>
      <DataTable caption={caption} columns={columns} rows={rows} />
    </FoldMany>
  );
}
