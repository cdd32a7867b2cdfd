import type { VNode } from 'preact';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import { Scroll } from '../../scroll.js';
import { of } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import { Figure } from './figure.js';
import { LesionFacts } from './lesion-facts.js';
import { LesionHead } from './lesion-head.js';
import { isMain } from './main-figures.js';
import type { Lesion, Reading } from './readings.js';
import { outcomeOf, type Row } from './row-outcome.js';
import { What } from './what.js';

const COLUMNS = [
  ...[{ title: 'Measured' }, { title: 'Stored', numeric: true }, { title: 'Recomputed', numeric: true }],
  ...[{ title: 'Unit' }, { title: 'Difference %', numeric: true }, { title: 'Agrees' }],
];

/** Lesions of a reading, each with its measurements. */
export function ReadingTable({ reading }: { reading: Reading }): VNode {
  const { subject, visit, reader } = reading.first.value;
  const whose = [subject, visit, reader].filter((name) => name !== null).join(', ');
  return (
    <Scroll label={`Measurements by lesion: ${whose}`}>
      <table class="reading">
        <caption>Measurements by lesion</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ title, numeric }) => (
              <th scope="col" class={numeric ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {reading.lesions.map((lesion) => (
          <LesionRows lesion={lesion} />
        ))}
      </table>
    </Scroll>
  );
}

function LesionRows({ lesion }: { lesion: Lesion }): VNode {
  const main = lesion.rows.filter(isMain);
  const further = lesion.rows.filter((row) => !isMain(row));
  return (
    <tbody>
      <tr class="rows-of">
        <th scope="rowgroup" colSpan={COLUMNS.length}>
          <LesionHead of={lesion.first} />
        </th>
      </tr>
      {main.map((row) => (
        <MeasurementLine row={row} />
      ))}
      <tr class="further">
        <td colSpan={COLUMNS.length}>
          {further.length > 0 && <Further rows={further} />}
          <Fold summary="Source, image, reader and device">
            <LesionFacts of={lesion.first} />
          </Fold>
        </td>
      </tr>
    </tbody>
  );
}

/** A measurement: what is stored as the exact text, and what was recomputed; where nothing is stored, exactly too. */
function MeasurementLine({ row }: { row: Row }): VNode {
  const { storedValue, valueFrom, why } = row.value;
  const isExact = storedValue === null && valueFrom === 'recomputed';
  return (
    <tr>
      <th scope="row">
        <What of={row} />
      </th>
      <td class="numeric">
        <Text of={of(row, 'storedValue')} why="nothing is stored" />
      </td>
      <td class="numeric">
        {isExact ? (
          <Text of={of(row, 'value')} />
        ) : (
          <Figure of={of(row, 'recomputedValue')} beside={storedValue} why={why ?? 'not recomputed'} />
        )}
      </td>
      <td>
        <Text of={of(row, 'unit')} why="no unit" />
      </td>
      <td class="numeric">
        <Num of={of(row, 'differencePercent')} digits={1} why="nothing to compare" />
      </td>
      <td>
        <Agrees of={row} />
      </td>
    </tr>
  );
}

function Agrees({ of: row }: { of: Row }): VNode {
  const outcome = outcomeOf(row);
  return (
    <>
      {outcome ? <Mark of={outcome} /> : <Nothing why="nothing is stored that could agree" />}
      {row.value.why !== null && (
        <span class="beside">
          <Text of={of(row, 'why')} />
        </span>
      )}
    </>
  );
}

/** Figures that few look for, in short. */
function Further({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <Fold
      summary={
        <>
          <Count n={rows.length} what="further figures of the lesion" /> further figures, recomputed
        </>
      }
    >
      <dl class="further-figures">
        {rows.map((row) => (
          <div>
            <dt>
              <What of={row} />
            </dt>
            <dd>
              <Text of={of(row, 'value')} why={row.value.why ?? 'not recomputed'} />{' '}
              {row.value.value !== null && <Text of={of(row, 'unit')} why="no unit" />}
            </dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
