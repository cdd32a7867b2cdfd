import type { VNode } from 'preact';
import type { PhantomPartRow, PhantomRow } from '../../../qc-motion-sections.js';
import { DataTable } from '../../data-table.js';
import { Drawing } from '../../drawing.js';
import { Fold } from '../../fold.js';
import { each, entries, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { FigureName, FigureValue } from './figure.js';
import { unitIn } from './figure-words.js';
import type { Judged } from './judged.js';
import { LimitTable } from './limit-table.js';
import { Facts, Part } from './part.js';
import { NotMeasured, OtherFigures } from './unlimited.js';

const CAPTION =
  'What was found in the phantom, slice by slice in mm, and its figures between their limits. Shapes only: no image.';

function Numbers({ of: told }: { of: Told<readonly number[]> }): VNode {
  return (
    <>
      {each(told).map((number, i) => (
        <>
          {i > 0 && ', '}
          <FigureValue of={number} />
        </>
      ))}
    </>
  );
}

function Values({ part }: { part: Told<PhantomPartRow> }): VNode {
  return (
    <>
      {entries(of(part, 'values')).map(([name, value], i) => (
        <>
          {i > 0 && ', '}
          <FigureName name={name} /> <FigureValue of={value} unit={unitIn(name)} />
        </>
      ))}
    </>
  );
}

/** What was found, and where in the patient's coordinates. */
function Parts({ row }: { row: Told<PhantomRow> }): VNode {
  const parts = each(of(row, 'parts'));
  if (parts.length === 0) return <p class="empty">Nothing was found in it: there is nothing to draw.</p>;
  return (
    <Fold
      summary={
        <>
          <Count n={parts.length} what="parts found in the phantom" /> parts found in it
        </>
      }
    >
      <DataTable
        caption="Parts of the phantom: places in patient coordinates (LPS)"
        rows={parts}
        columns={[
          { title: 'Part', head: true, cell: (part) => <Text of={of(part, 'name')} /> },
          { title: 'Slice', numeric: true, cell: (part) => <Num of={of(part, 'slice')} /> },
          { title: 'Shape', cell: (part) => <Text of={of(part, 'shape')} /> },
          { title: 'Centre, mm', numeric: true, cell: (part) => <Numbers of={of(part, 'centreMm')} /> },
          { title: 'Size, mm', numeric: true, cell: (part) => <Numbers of={of(part, 'sizeMm')} /> },
          { title: 'Values', wide: true, cell: (part) => <Values part={part} /> },
        ]}
      />
    </Fold>
  );
}

/** A phantom: why it has its outcome, what was found in it, and its figures against limits. */
export function PhantomPart({
  phantom,
  svg,
}: {
  phantom: Judged<PhantomRow>;
  svg: string | undefined;
}): VNode {
  const { row, checks, id } = phantom;
  return (
    <Part of={phantom}>
      <LimitTable caption="Figures against limits" checks={checks} />
      {svg !== undefined && <Drawing svg={svg} id={`${id}-plot`} caption={CAPTION} />}
      <Parts row={row} />
      <NotMeasured of={phantom} />
      <OtherFigures of={phantom} caption="Figures without a limit" />
      <Facts row={row}>
        <dt>declared by</dt>
        <dd>
          <Text of={of(row, 'declaredBy')} />
        </dd>
      </Facts>
    </Part>
  );
}
