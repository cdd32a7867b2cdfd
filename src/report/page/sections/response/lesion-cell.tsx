import type { VNode } from 'preact';
import type { LesionRow } from '../../../response-sections.js';
import { isTold, of, type Told } from '../../told.js';
import { Nothing, Text } from '../../value.js';
import type { CourseLesion } from './courses.js';

/** How a lesion was measured: stands once at its head where it is the same at all visits. */
const HOW = ['axis', 'method', 'sliceThicknessMm'] as const;
type How = (typeof HOW)[number];

function isSame({ cells }: CourseLesion, key: How): boolean {
  return new Set(cells.map(({ value }) => value[key])).size <= 1;
}

/** What is told of how it was measured. */
function told({ value }: Told<LesionRow>, keys: readonly How[]): How[] {
  return keys.filter((key) => value[key] !== null);
}

function HowPart({ of: cell, which }: { of: Told<LesionRow>; which: How }): VNode | null {
  const told = of(cell, which);
  if (!isTold(told)) return null;
  const text = <Text of={told} />;
  if (which === 'axis') return <>{text} axis</>;
  return which === 'method' ? text : <>slices {text} mm</>;
}

/** The row header of a lesion: its label, organ, and how it was measured where that never changed. */
export function LesionHead({ lesion }: { lesion: CourseLesion }): VNode {
  const [first] = lesion.cells;
  if (!first) return <th scope="row">–</th>;
  const same = HOW.filter((key) => isSame(lesion, key));
  return (
    <th scope="row">
      <Text of={of(first, 'lesion')} />
      <span class="beside">
        <Text of={of(first, 'organ')} why="no organ is told" />
        {first.value.isNode === true && ' (node)'}
        {told(first, same).map((which) => (
          <>
            {' · '}
            <HowPart of={first} which={which} />
          </>
        ))}
      </span>
    </th>
  );
}

/** What was found of a lesion at a visit. */
export function LesionCell({
  cells,
  lesion,
}: {
  cells: readonly Told<LesionRow>[];
  lesion: CourseLesion;
}): VNode {
  if (cells.length === 0) return <Nothing why="nothing is recorded at this visit" />;
  const changing = HOW.filter((key) => !isSame(lesion, key));
  return (
    <>
      {cells.map((cell) => (
        <div class="length">
          {cell.value.mm !== null && (
            <strong>
              <Text of={of(cell, 'mm')} />
            </strong>
          )}
          {cell.value.state !== 'measured' && (
            <span class="beside">
              <Text of={of(cell, 'state')} />
            </span>
          )}
          <BothLengths of={cell} />
          {cell.value.note !== null && (
            <span class="beside">
              <Text of={of(cell, 'note')} />
            </span>
          )}
          {told(cell, changing).length > 0 && (
            <span class="beside">
              {told(cell, changing).map((which, i) => (
                <>
                  {i > 0 && ' · '}
                  <HowPart of={cell} which={which} />
                </>
              ))}
            </span>
          )}
        </div>
      ))}
    </>
  );
}

/** Stored and recomputed length, where they are not one and the same as what stands in the sum. */
function BothLengths({ of: cell }: { of: Told<LesionRow> }): VNode | null {
  const { mm, storedMm, recomputedMm } = cell.value;
  if ((storedMm === null || storedMm === mm) && recomputedMm === null) return null;
  return (
    <span class="beside">
      stored <Text of={of(cell, 'storedMm')} why="nothing is stored" />, recomputed{' '}
      <Text of={of(cell, 'recomputedMm')} why="nothing was recomputed" />
    </span>
  );
}
