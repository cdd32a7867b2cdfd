import type { VNode } from 'preact';
import type { MotionCheckRow } from '../../../qc-motion-sections.js';
import { Mark } from '../../mark.js';
import { isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { CheckedValue, FigureName } from './figure.js';
import { type Judged, type JudgedRow, worstFirst } from './judged.js';

/** What speaks for the outcome of a row; what is unknown only where the row itself does not say why. */
function against({ row, checks }: Judged<JudgedRow>): Told<MotionCheckRow>[] {
  const open = row.value.why === null ? ['fail', 'not-evaluable', 'warn'] : ['fail', 'warn'];
  return worstFirst(
    checks.filter(({ value }) => open.includes(value.outcome)),
    (check) => of(check, 'outcome'),
  );
}

function Line({ check }: { check: Told<MotionCheckRow> }): VNode {
  const note = of(check, 'note');
  return (
    <li>
      <Mark of={of(check, 'outcome')} /> <FigureName name={check.value.check} />:{' '}
      {check.value.value === null && isTold(note) ? <Text of={note} /> : <CheckedValue check={check} />},
      expected <Text of={of(check, 'expected')} />
    </li>
  );
}

/** What is said of a row where neither it nor a limit gives a reason. */
function Plain({ of: { row, checks } }: { of: Judged<JudgedRow> }): VNode {
  if (checks.length === 0) return <>No limit was held against it.</>;
  if (row.value.outcome === 'pass') return <>It keeps all limits that apply to it.</>;
  return (
    <>
      The reason stands among <a href="#needs">what needs a person</a>.
    </>
  );
}

/** Why a row has its outcome, in words. */
export function Why({ of: one }: { of: Judged<JudgedRow> }): VNode {
  const { row } = one;
  const lines = against(one);
  return (
    <ul class="plain judged-why">
      {row.value.why !== null && (
        <li>
          <Text of={of(row, 'why')} />
        </li>
      )}
      {lines.map((check) => (
        <Line check={check} />
      ))}
      {row.value.why === null && lines.length === 0 && (
        <li>
          <Plain of={one} />
        </li>
      )}
    </ul>
  );
}
