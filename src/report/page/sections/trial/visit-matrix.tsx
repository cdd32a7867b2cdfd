import type { VNode } from 'preact';
import type { StatusSubjectRow, StatusVisitRow, VisitState } from '../../../ledger-sections.js';
import { MOST_ROWS } from '../../data-table.js';
import { Scroll } from '../../scroll.js';
import { of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import { STATE_LOOKS, ToldState } from './visit-state.js';

type Visit = Told<StatusVisitRow>;

interface MatrixRow {
  readonly site: Told<string>;
  readonly subject: Told<string>;
  readonly known: Told<StatusSubjectRow> | undefined;
  readonly visits: readonly Visit[];
}

const URGENCY: ReadonlyMap<VisitState, number> = new Map(STATE_LOOKS.map(([state], i) => [state, i]));

/** Visit IDs in the order of their days; unscheduled ones last. */
function columnsOf(visits: readonly Visit[]): Told<string>[] {
  const columns = new Map<string, { title: Told<string>; day: number }>();
  for (const row of visits) {
    const { visit, targetDay } = row.value;
    const day = targetDay ?? Number.POSITIVE_INFINITY;
    const known = columns.get(visit);
    if (known) known.day = Math.min(known.day, day);
    else columns.set(visit, { title: of(row, 'visit'), day });
  }
  // Of equal days the report's order decides; infinities have no difference.
  return [...columns.values()]
    .sort((a, b) => (a.day === b.day ? 0 : a.day - b.day))
    .map(({ title }) => title);
}

function rowsOf(visits: readonly Visit[], subjects: readonly Told<StatusSubjectRow>[]): MatrixRow[] {
  const key = ({ site, subject }: { site: string; subject: string }): string =>
    JSON.stringify([site, subject]);
  const known = new Map(subjects.map((row) => [key(row.value), row] as const));
  const groups = new Map<string, Visit[]>(subjects.map(({ value }) => [key(value), []]));
  for (const row of visits) groups.set(key(row.value), [...(groups.get(key(row.value)) ?? []), row]);
  return [...groups].flatMap(([name, own]) => {
    const row = known.get(name) ?? own[0];
    if (!row) return [];
    const names: Told<{ site: string; subject: string }> = row;
    return [{ site: of(names, 'site'), subject: of(names, 'subject'), known: known.get(name), visits: own }];
  });
}

/** Subjects of a site with the most urgent state first. */
function urgency({ visits }: MatrixRow): number {
  return Math.min(...visits.map(({ value }) => URGENCY.get(value.state) ?? 0), STATE_LOOKS.length);
}

function VisitCell({ of: row }: { of: Visit }): VNode {
  const { actualDay, targetDay, openItems } = row.value;
  return (
    <span>
      <ToldState of={of(row, 'state')} />
      <span class="day">
        {actualDay !== null ? (
          <>
            day <Num of={of(row, 'actualDay')} />
          </>
        ) : (
          targetDay !== null && (
            <>
              for day <Num of={of(row, 'targetDay')} />
            </>
          )
        )}
        {openItems > 0 && (
          <>
            , open: <Num of={of(row, 'openItems')} />
          </>
        )}
      </span>
    </span>
  );
}

function SubjectLine({ row, columns }: { row: MatrixRow; columns: readonly Told<string>[] }): VNode {
  const { site, subject, known, visits } = row;
  const left = known !== undefined && (known.value.status !== 'active' || known.value.kind !== 'subject');
  return (
    <tr class={known && known.value.status !== 'active' ? 'left' : undefined}>
      <th scope="row">
        <Text of={subject} />
        {left && (
          <span class="small">
            {' '}
            {known.value.kind !== 'subject' && <Text of={of(known, 'kind')} />}{' '}
            {known.value.status !== 'active' && <Text of={of(known, 'status')} />}
          </span>
        )}
      </th>
      <td>
        <Text of={site} />
      </td>
      {columns.map(({ value }) => {
        const own = visits.filter((visit) => visit.value.visit === value);
        return (
          <td>
            {own.length === 0 ? (
              <Nothing why="not planned, or nothing came" />
            ) : (
              own.map((visit) => <VisitCell of={visit} />)
            )}
          </td>
        );
      })}
    </tr>
  );
}

interface VisitMatrixProps {
  readonly visits: readonly Visit[];
  readonly subjects: readonly Told<StatusSubjectRow>[];
}

/** Subjects and their visits: a row a subject, a column a visit, in each cell where the visit stands. */
export function VisitMatrix({ visits, subjects }: VisitMatrixProps): VNode {
  const columns = columnsOf(visits);
  const rows = rowsOf(visits, subjects).sort((a, b) => urgency(a) - urgency(b));
  const caption = 'Subjects and visits, the most urgent first';
  if (rows.length === 0) return <p class="empty">No subject is known yet.</p>;
  return (
    <Scroll label={caption}>
      <table class="states">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Site</th>
            {columns.map((title) => (
              <th scope="col">
                <Text of={title} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <SubjectLine row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p class="more">
          … and <Count n={rows.length - MOST_ROWS} what="subjects not shown" /> more subjects: they stand in
          the JSON report
        </p>
      )}
    </Scroll>
  );
}
