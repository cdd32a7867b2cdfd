import type { VNode } from 'preact';
import type { ProtocolCandidate } from '../../../check-protocol-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { SeriesView } from './study-view.js';

/** Candidates that are told: what a series was taken for; where it was taken for nothing, the runner-up too. */
function mostTold({ value }: SeriesView['row']): number {
  return value.kind === 'matched' ? 1 : 2;
}

interface CandidateRow {
  readonly series: SeriesView['row'];
  readonly candidate: Told<ProtocolCandidate>;
  /** From 0: the best. */
  readonly place: number;
  /** Candidates behind it that are only counted; 0 but for the last that is told. */
  readonly more: number;
}

type ConditionOf = ProtocolCandidate['conditions'][number];

function Condition({ of: condition }: { of: Told<ConditionOf> }): VNode {
  const { holds, actual } = condition.value;
  return (
    <li class={`holds-${holds}`}>
      <Text of={of(condition, 'holds')} />: <Text of={of(condition, 'quantity')} />{' '}
      <Text of={of(condition, 'expected')} />
      {actual !== undefined && (
        <>
          , there is <Text of={of(condition, 'actual')} />
        </>
      )}
    </li>
  );
}

/** All conditions of the best; of others those that keep them from a match. */
function Conditions({ of: { candidate, place, more } }: { of: CandidateRow }): VNode {
  const all = each(of(candidate, 'conditions'));
  const told = place === 0 ? all : all.filter(({ value }) => value.holds !== 'yes');
  return (
    <ul class="plain">
      {told.map((condition) => (
        <Condition of={condition} />
      ))}
      {told.length < all.length && (
        <li>
          yes: <Count n={all.length - told.length} what={`conditions that hold, ${candidate.at}`} /> more
        </li>
      )}
      {more > 0 && (
        <li class="more">
          … and <Count n={more} what={`candidates not shown after ${candidate.at}`} /> candidates behind it
        </li>
      )}
    </ul>
  );
}

/** The candidates of a series that are told. */
function rowsOf(series: SeriesView['row']): CandidateRow[] {
  const all = each(of(series, 'candidates'));
  const told = all.slice(0, mostTold(series));
  return told.map((candidate, place) => ({
    series,
    candidate,
    place,
    more: place === told.length - 1 ? all.length - told.length : 0,
  }));
}

function SeriesAndReason({ of: { series, place } }: { of: CandidateRow }): VNode {
  const name = (
    <>
      series <Num of={of(series, 'seriesNumber')} why="no number" />
    </>
  );
  if (place > 0) return name;
  return (
    <>
      {name}: <Text of={of(series, 'reason')} />
      {series.value.margin !== null && (
        <>
          {' '}
          (margin to <Text of={of(series, 'runnerUp')} />: <Num of={of(series, 'margin')} digits={2} />)
        </>
      )}
    </>
  );
}

/** Why each series was taken for what it was, on demand. */
export function Candidates({ of: series }: { of: readonly SeriesView[] }): VNode | null {
  const rows = series.flatMap(({ row }) => rowsOf(row));
  if (rows.length === 0) return null;
  return (
    <Fold summary="Why each series was taken for what it was">
      <DataTable
        caption="Candidates of each series, best first: all conditions have to hold"
        rows={rows}
        columns={[
          { title: 'Series', wide: true, cell: (row) => <SeriesAndReason of={row} /> },
          { title: 'Candidate', head: true, cell: ({ candidate }) => <Text of={of(candidate, 'entry')} /> },
          {
            title: 'Share of conditions',
            numeric: true,
            cell: ({ candidate }) => <Num of={of(candidate, 'score')} digits={2} />,
          },
          {
            title: 'Share of checks that pass',
            numeric: true,
            cell: ({ candidate }) => (
              <Num of={of(candidate, 'agreement')} digits={2} why="asked only where several match" />
            ),
          },
          { title: 'Conditions, and whether they hold', wide: true, cell: (row) => <Conditions of={row} /> },
        ]}
      />
    </Fold>
  );
}
