import type { VNode } from 'preact';
import type { MissedVisitRow, MissingSeriesRow, VisitRow } from '../../../assign-id-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Meanings, State } from './state.js';
import { rankOf, stateOf, TIMINGS } from './words.js';

type Visit = Told<VisitRow>;

function MissingSeries({ of: missing }: { of: Told<MissingSeriesRow> }): VNode {
  const names = each(of(missing, 'names'));
  return (
    <li>
      <strong class="fault">
        <Text of={of(missing, 'modality')} /> <Num of={of(missing, 'found')} /> of{' '}
        <Num of={of(missing, 'expected')} />
      </strong>{' '}
      {names.map((name, i) => (
        <>
          {i > 0 && ', '}
          <Text of={name} />
        </>
      ))}
    </li>
  );
}

function Lacks({ of: visit }: { of: Visit }): VNode {
  const missing = each(of(visit, 'missingSeries'));
  if (missing.length === 0) return <>nothing</>;
  return (
    <ul class="plain">
      {missing.map((row) => (
        <MissingSeries of={row} />
      ))}
    </ul>
  );
}

function Others({ of: visit }: { of: Visit }): VNode {
  return (
    <ul class="plain">
      {each(of(visit, 'duplicates')).map((study) => (
        <li>
          <span class="odd">same visit</span> <Text of={study} code />
        </li>
      ))}
    </ul>
  );
}

function Timing({ of: visit }: { of: Visit }): VNode {
  const reason = of(visit, 'reason');
  return (
    <>
      <State of={of(visit, 'timing')} among={TIMINGS} />
      {visit.value.isStated && visit.value.timing !== 'stated' && ', stated by the operator'}
      {isTold(reason) && (
        <>
          : <Text of={reason} />
        </>
      )}
    </>
  );
}

const COLUMNS: readonly DataColumn<Visit>[] = [
  { title: 'Subject', head: true, cell: (visit) => <Text of={of(visit, 'subject')} /> },
  {
    title: 'Visit',
    cell: (visit) => <Text of={of(visit, 'visit')} why="unscheduled, or it cannot be told" />,
  },
  {
    title: 'Day',
    numeric: true,
    cell: (visit) => <Num of={of(visit, 'offsetDays')} why="the baseline is not known" />,
  },
  { title: 'Timing', cell: (visit) => <Timing of={visit} /> },
  { title: 'Lacks', cell: (visit) => <Lacks of={visit} /> },
  { title: 'Other studies', wide: true, cell: (visit) => <Others of={visit} /> },
  { title: 'Study', wide: true, cell: (visit) => <Text of={of(visit, 'studyUID')} code /> },
];

/** What is amiss with a visit: the worst of timing, lacking series and doubled studies. */
function lookOf({ value }: Visit): 'fail' | 'not-evaluable' | 'warn' | undefined {
  if (value.missingSeries.length > 0) return 'fail';
  const { look } = stateOf(TIMINGS, value.timing);
  return look ?? (value.duplicates.length > 0 ? 'warn' : undefined);
}

const LOOKS = ['fail', 'not-evaluable', 'warn', undefined] as const;

function inOrder(a: Visit, b: Visit): number {
  return (
    LOOKS.indexOf(lookOf(a)) - LOOKS.indexOf(lookOf(b)) ||
    rankOf(TIMINGS, a.value.timing) - rankOf(TIMINGS, b.value.timing)
  );
}

/** The studies of a delivery and their visits, those with a fault first. */
export function Visits({ of: list }: { of: Told<readonly VisitRow[]> }): VNode {
  const visits = each(list).sort(inOrder);
  return (
    <>
      <h4>Studies and their visits</h4>
      <DataTable
        caption="Studies and their visits; days from the baseline"
        columns={COLUMNS}
        rows={visits}
        empty="No study is at a visit: none was assigned, or the trial has no schedule."
        rowClass={lookOf}
      />
      <Meanings of={visits.map(({ value }) => value.timing)} among={TIMINGS} />
    </>
  );
}

const MISSED: readonly DataColumn<Told<MissedVisitRow>>[] = [
  { title: 'Subject', head: true, cell: (missed) => <Text of={of(missed, 'subject')} /> },
  { title: 'Site', cell: (missed) => <Text of={of(missed, 'site')} /> },
  { title: 'Visit', cell: (missed) => <Text of={of(missed, 'visit')} /> },
  {
    title: 'Why',
    wide: true,
    cell: (missed) =>
      isTold(of(missed, 'reason')) ? (
        <Text of={of(missed, 'reason')} />
      ) : (
        <span class="odd">no reason is recorded</span>
      ),
  },
];

/** Visits that no study has though their window has closed; those without a reason first. */
export function MissedVisits({ of: list }: { of: Told<readonly MissedVisitRow[]> }): VNode | null {
  const missed = each(list).sort((a, b) => Number(a.value.reason !== null) - Number(b.value.reason !== null));
  if (missed.length === 0) return null;
  return (
    <>
      <h4>Missed visits</h4>
      <DataTable
        caption="Visits whose window closed without a study"
        columns={MISSED}
        rows={missed}
        rowClass={({ value }) => (value.reason === null ? 'warn' : undefined)}
      />
    </>
  );
}
