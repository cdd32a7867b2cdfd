import type { VNode } from 'preact';
import type { DeidVerifiedRow } from '../../../deid-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Nothing, Text } from '../../value.js';
import { HitList, HitTable } from './hits.js';
import { type DeidReport, InputPath } from './input-path.js';
import { grouped } from './review-groups.js';
import { PROBLEM_WORDS } from './words.js';

type Row = Told<DeidVerifiedRow>;
type Problem = Told<DeidVerifiedRow['problems'][number]>;

function problemsOf(row: Row): Problem[] {
  return each(of(row, 'problems'));
}

/** What is wrong, and in how many files; a file has a problem once. */
function ByProblem({ rows }: { rows: readonly Row[] }): VNode | null {
  const groups = grouped(rows.flatMap(problemsOf), ({ value }) => value.code);
  return (
    <DataTable
      caption="What files betray by themselves"
      rows={groups.sort((a, b) => b.length - a.length)}
      columns={[
        { title: 'Problem', head: true, cell: ([first]) => first && <Text of={of(first, 'code')} code /> },
        {
          title: 'Files',
          numeric: true,
          cell: (group) => <Count n={group.length} what={`files with ${group[0]?.value.code ?? ''}`} />,
        },
        {
          title: 'In words',
          wide: true,
          cell: ([first]) =>
            first && Object.hasOwn(PROBLEM_WORDS, first.value.code) ? PROBLEM_WORDS[first.value.code] : '',
        },
      ]}
    />
  );
}

function Problems({ of: row }: { of: Row }): VNode {
  const problems = problemsOf(row);
  if (problems.length === 0) return <Nothing why="the file betrays nothing by itself" />;
  return (
    <ul class="plain">
      {problems.map((problem) => (
        <li>
          <Text of={of(problem, 'code')} code />
          {problem.value.where !== undefined && (
            <>
              {' '}
              in <Text of={of(problem, 'where')} code />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Files in which known values were found first, then by the number of problems. */
function worstFirst(rows: readonly Row[]): Row[] {
  const weight = ({ value: { hits, problems } }: Row): number => hits.length * 100 + problems.length;
  return [...rows].sort((a, b) => weight(b) - weight(a));
}

/** What `--verify-only` found in a folder. */
export function Verified({ report }: { report: DeidReport }): VNode {
  const rows = worstFirst(each(of(report, 'verified')));
  const withHits = rows.filter(({ value }) => value.hits.length > 0).length;
  if (rows.length === 0) return <p class="empty">Nothing was found in any file that was searched.</p>;
  return (
    <>
      <h4>What was found</h4>
      {withHits > 0 && (
        <p class="deid-alarm">
          <Count n={withHits} what="files with hits" /> {withHits === 1 ? 'file holds' : 'files hold'}{' '}
          something that identifies.
        </p>
      )}
      <HitTable hits={rows.flatMap((row) => each(of(row, 'hits')))} />
      <ByProblem rows={rows} />
      <Fold
        summary={
          <>
            The files: <Count n={rows.length} what="files that something is wrong with" />
          </>
        }
      >
        <DataTable
          caption="Files that something is wrong with"
          rows={rows}
          columns={[
            {
              title: 'File',
              head: true,
              wide: true,
              cell: (row) => <InputPath report={report} file={row} />,
            },
            { title: 'Known values', wide: true, cell: (row) => <HitList hits={each(of(row, 'hits'))} /> },
            { title: 'Betrays by itself', wide: true, cell: (row) => <Problems of={row} /> },
          ]}
        />
      </Fold>
    </>
  );
}
