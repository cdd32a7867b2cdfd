import type { ComponentChildren, VNode } from 'preact';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { Why } from './broken.js';
import type { Judged, JudgedRow } from './judged.js';
import { SeriesName } from './series-name.js';

/** Nobody has to look at these. */
const CALM: ReadonlySet<string> = new Set(['pass', 'not-applicable']);

/** Three numbers of a grid. */
function Triple({ of: told, unit }: { of: Told<readonly number[]>; unit?: string }): VNode {
  return (
    <>
      {each(told).map((number, i) => (
        <>
          {i > 0 && ' × '}
          <Num of={number} {...(unit && i === told.value.length - 1 && { unit })} />
        </>
      ))}
    </>
  );
}

/** What a row is: its kind, its grid and its series. */
export function Facts({ row, children }: { row: Told<JudgedRow>; children?: ComponentChildren }): VNode {
  const [matrix, spacing] = [of(row, 'matrix'), of(row, 'spacingMm')];
  return (
    <dl class="facts">
      <dt>kind</dt>
      <dd>
        <Text of={of(row, 'modality')} /> <Text of={of(row, 'kind')} />, limits{' '}
        <Text of={of(row, 'limits')} why="no limits hold for it" />
      </dd>
      {children}
      {isTold(matrix) && <dt>grid</dt>}
      {isTold(matrix) && (
        <dd>
          <Triple of={matrix} />
          {isTold(spacing) && ' voxels of '}
          {isTold(spacing) && <Triple of={spacing} unit="mm" />}
        </dd>
      )}
      <dt>series UID</dt>
      <dd>
        <Text of={of(row, 'seriesUID')} code />
      </dd>
      <dt>study UID</dt>
      <dd>
        <Text of={of(row, 'studyUID')} code />
      </dd>
      {row.value.plots.length > 0 && <dt>files of --plots</dt>}
      {row.value.plots.length > 0 && (
        <dd>
          {each(of(row, 'plots')).map((file, i) => (
            <>
              {i > 0 && ', '}
              <Text of={file} code />
            </>
          ))}
        </dd>
      )}
    </dl>
  );
}

/** Whether the rest stands folded: nobody has to look at it, or all that could be said is said. */
function isFolded({ outcome, figures }: JudgedRow): boolean {
  return CALM.has(outcome) || Object.values(figures).every((value) => value === null);
}

/** A run or an image: its name, its outcome and why; what passed, or has no figure at all, has the rest folded. */
export function Part({ of: one, children }: { of: Judged<JudgedRow>; children: ComponentChildren }): VNode {
  const { id, row } = one;
  return (
    <section id={id} class={`judged ${row.value.outcome}`}>
      <h4>
        <Mark of={of(row, 'outcome')} word /> <SeriesName row={row} />
      </h4>
      <Why of={one} />
      {isFolded(row.value) ? <Fold summary="figures, limits and drawing">{children}</Fold> : children}
    </section>
  );
}

/** How many more could be drawn. */
export function NotDrawn({ n }: { n: number }): VNode | null {
  if (n === 0) return null;
  return (
    <p class="more">
      The worst are drawn here; <Count n={n} what="more that could be drawn" /> more are drawn by{' '}
      <code>corelab qc-motion --plots DIR</code>.
    </p>
  );
}
