import type { VNode } from 'preact';
import type { MeasureExportSections } from '../../../measure-export-sections.js';
import { counted } from '../../counted.js';
import { Fold } from '../../fold.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Text } from '../../value.js';
import { ReadingTable } from './reading-table.js';
import { type Reading, readingsOf, within } from './readings.js';

/** As many measurements stand on a page, by whole lesions; the others are counted. */
const MOST_ON_PAGE = 3000;

interface ReadingsProps {
  readonly of: Told<MeasureExportSections['rows']>;
}

/** Measurements by subject, visit, reader and lesion. */
export function Readings({ of: rows }: ReadingsProps): VNode {
  const { readings, moreLesions, moreRows } = within(readingsOf(each(rows)), MOST_ON_PAGE);
  if (readings.length === 0) return <p class="empty">There is no measurement.</p>;
  return (
    <>
      <p class="soft">
        Stored values and values without a stored one are exact decimals; a recomputed value beside a stored
        one is rounded. Coordinates and parent concepts stand in the JSON report.
      </p>
      {readings.map((reading, i) => (
        <Fold open={i === 0} summary={<Whose of={reading} />}>
          <ReadingTable reading={reading} />
        </Fold>
      ))}
      {moreRows > 0 && (
        <p class="more">
          … and <Count n={moreRows} what="measurements not shown" /> more measurements of{' '}
          <Count n={moreLesions} what="lesions not shown" /> lesions: they stand in the JSON report
        </p>
      )}
    </>
  );
}

function Whose({ of: { first, lesions } }: { of: Reading }): VNode {
  const rows = lesions.reduce((sum, lesion) => sum + lesion.rows.length, 0);
  const off = lesions.flatMap((lesion) => lesion.rows.filter(({ value }) => value.agrees === false)).length;
  const { site } = first.value;
  return (
    <>
      <strong>
        <Text of={of(first, 'subject')} why="nobody is named" />
      </strong>
      {site !== null && (
        <>
          , site <Text of={of(first, 'site')} />
        </>
      )}
      , <NamedOr of={of(first, 'visit')} words="visit" none="no visit named" />,{' '}
      <NamedOr of={of(first, 'reader')} words="read by" none="no reader named" />:{' '}
      <Count n={lesions.length} what="lesions of the reading" />{' '}
      {lesions.length === 1 ? 'lesion or region' : 'lesions or regions'},{' '}
      <Count n={rows} what="measurements of the reading" /> {counted(rows, 'measurements')}
      {off > 0 && (
        <strong>
          , <Count n={off} what="measurements of the reading that disagree" /> disagree
        </strong>
      )}
    </>
  );
}

/** Who or when, in words also where nothing says it. */
function NamedOr(props: { of: Told<string | null>; words: string; none: string }): VNode {
  if (!isTold(props.of)) return <>{props.none}</>;
  return (
    <>
      {props.words} <Text of={props.of} />
    </>
  );
}
