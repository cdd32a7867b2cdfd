import type { VNode } from 'preact';
import { gaugeOf } from '../../../plots/limit-gauge.js';
import type { MotionCheckRow } from '../../../qc-motion-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { Mark, SeverityWord } from '../../mark.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Definition, usePlaceOf } from './definitions.js';
import { CheckedValue, FigureName } from './figure.js';
import { worstFirst } from './judged.js';

/** In pixels. */
const [WIDTH, HEIGHT, TICK] = [120, 14, 3];

/** Where a value lies in what its limit allows; for the eye only: value and limit stand beside it. */
function Gauge({ check: { value: check } }: { check: Told<MotionCheckRow> }): VNode | null {
  const gauge = gaugeOf(check);
  if (!gauge) return null;
  const tick = Math.min(WIDTH - TICK, Math.max(0, gauge.at * WIDTH - TICK / 2));
  return (
    <svg class="gauge" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect class="gauge-all" y="4" width={WIDTH} height="6" />
      <rect
        class="gauge-allowed"
        x={gauge.from * WIDTH}
        y="4"
        width={(gauge.to - gauge.from) * WIDTH}
        height="6"
      />
      <rect class={`gauge-value ${check.outcome}`} x={tick} width={TICK} height={HEIGHT} />
    </svg>
  );
}

/** What is said of this one value alone. */
function Remarks({ check }: { check: Told<MotionCheckRow> }): VNode {
  const { note, references, value } = check.value;
  return (
    <>
      {note !== null && <dt>{value === null ? 'why not known' : 'note'}</dt>}
      {note !== null && (
        <dd>
          <Text of={of(check, 'note')} />
        </dd>
      )}
      {references.length > 0 && <dt>held against volume</dt>}
      {references.length > 0 && (
        <dd>
          {each(of(check, 'references')).map((volume, i) => (
            <>
              {i > 0 && ', '}
              <Num of={volume} />
            </>
          ))}
        </dd>
      )}
    </>
  );
}

/** What the figure is and whose its limit is: where that stands for all series, a button that opens it. */
function Reason({ check }: { check: Told<MotionCheckRow> }): VNode {
  const { note, references } = check.value;
  const place = usePlaceOf(check);
  if (place === undefined)
    return (
      <Fold summary="what and why">
        <dl class="facts">
          <Definition of={check} />
          <Remarks check={check} />
        </dl>
      </Fold>
    );
  return (
    <>
      <button type="button" class="ask" popovertarget={place}>
        what it is
      </button>
      {(note !== null || references.length > 0) && (
        <dl class="facts">
          <Remarks check={check} />
        </dl>
      )}
    </>
  );
}

/** Figures against their limits, the worst first; what they are and whose limit it is on demand. */
export function LimitTable({
  caption,
  checks,
}: {
  caption: string;
  checks: readonly Told<MotionCheckRow>[];
}): VNode {
  return (
    <DataTable
      caption={caption}
      rows={worstFirst(checks, (check) => of(check, 'outcome'))}
      empty="No limit was held against it: nothing here says whether it is good."
      columns={[
        { title: 'Outcome', cell: (check) => <Mark of={of(check, 'outcome')} word /> },
        { title: 'Figure', head: true, cell: ({ value: { check } }) => <FigureName name={check} /> },
        { title: 'Value', numeric: true, cell: (check) => <CheckedValue check={check} /> },
        { title: 'In its limit', cell: (check) => <Gauge check={check} /> },
        { title: 'Limit', cell: (check) => <Text of={of(check, 'expected')} /> },
        { title: 'Severity', cell: (check) => <SeverityWord of={of(check, 'severity')} /> },
        { title: 'What and why', wide: true, cell: (check) => <Reason check={check} /> },
      ]}
    />
  );
}
