import type { VNode } from 'preact';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { entries, of, type Told } from '../../told.js';
import { Count, Text } from '../../value.js';
import { FigureName, RowFigure } from './figure.js';
import type { Judged, JudgedRow } from './judged.js';

/** Names of figures for the same reason. */
interface ReasonGroup {
  readonly why: Told<string>;
  readonly names: readonly string[];
}

function byReason(reasons: readonly (readonly [string, Told<string>])[]): ReasonGroup[] {
  const groups = new Map<string, { why: Told<string>; names: string[] }>();
  for (const [name, why] of reasons) {
    const group = groups.get(why.value);
    if (group) group.names.push(name);
    else groups.set(why.value, { why, names: [name] });
  }
  return [...groups.values()];
}

function Reasons({ groups }: { groups: readonly ReasonGroup[] }): VNode {
  return (
    <ul class="plain">
      {groups.map(({ why, names }) => (
        <li>
          <Text of={why} why="no reason is told" />:{' '}
          {names.map((name, i) => (
            <>
              {i > 0 && ', '}
              <FigureName name={name} />
            </>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Figures that have no value, and figures that volumes are missing from: by reason. */
export function NotMeasured<R extends JudgedRow>({ of: { row } }: { of: Judged<R> }): VNode | null {
  const reasons = entries(of(row as Told<JudgedRow>, 'notMeasured'));
  const hasValue = (name: string): boolean => typeof row.value.figures[name] === 'number';
  const none = byReason(reasons.filter(([name]) => !hasValue(name)));
  const part = byReason(reasons.filter(([name]) => hasValue(name)));
  if (reasons.length === 0) return null;
  return (
    <>
      {none.length > 0 && <h5>Not measured, and why</h5>}
      {none.length > 0 && <Reasons groups={none} />}
      {part.length > 0 && <h5>Measured in part: may break a limit, never keeps one</h5>}
      {part.length > 0 && <Reasons groups={part} />}
    </>
  );
}

/** Figures that no limit is held against. */
export function OtherFigures<R extends JudgedRow>({
  of: { row, checks },
  caption,
}: {
  of: Judged<R>;
  caption: string;
}): VNode | null {
  const limited = new Set(checks.map(({ value }) => value.check));
  const names = Object.entries(row.value.figures).flatMap(([name, value]) =>
    value !== null && !limited.has(name) ? [name] : [],
  );
  if (names.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          <Count n={names.length} what="figures without a limit" /> more figures, without a limit
        </>
      }
    >
      <DataTable
        caption={caption}
        rows={names}
        columns={[
          { title: 'Figure', head: true, cell: (name) => <FigureName name={name} /> },
          { title: 'Value', numeric: true, cell: (name) => <RowFigure row={row} name={name} /> },
          { title: 'In limits files', cell: (name) => <code data-figure={name}>{name}</code> },
        ]}
      />
    </Fold>
  );
}
