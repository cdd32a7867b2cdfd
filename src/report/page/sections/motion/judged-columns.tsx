import type { DataColumn } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import type { Judged, JudgedRow } from './judged.js';
import { SeriesName, StudyNumber } from './series-name.js';

/** The first columns of a table of rows: outcome, a link to what is told of it below, its study among several, its kind. */
export function judgedColumns<R extends JudgedRow>(
  title: string,
  studies: readonly Told<string>[],
): DataColumn<Judged<R>>[] {
  const study: DataColumn<Judged<R>> = {
    title: 'Study',
    numeric: true,
    cell: ({ row }) => <StudyNumber row={row} studies={studies} />,
  };
  return [
    { title: 'Outcome', cell: ({ row }) => <Mark of={of(row as Told<JudgedRow>, 'outcome')} word /> },
    {
      title,
      head: true,
      wide: true,
      cell: ({ row, id }) => (
        <a href={`#${id}`}>
          <SeriesName row={row} />
        </a>
      ),
    },
    ...(studies.length > 1 ? [study] : []),
    { title: 'Kind', cell: ({ row }) => <Text of={of(row as Told<JudgedRow>, 'kind')} /> },
  ];
}
