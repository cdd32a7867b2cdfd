import type { ComponentChildren, VNode } from 'preact';
import type { MeasurementRow } from '../../../measure-export-sections.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Code } from './code.js';
import type { Row } from './row-outcome.js';
import { isNamed, LesionName } from './what.js';

/** What a group of measurements is of: name, finding, site, object and drawing, in one line. */
export function LesionHead({ of: row }: { of: Row }): VNode {
  const { lesionLabel, trackingId, finding, sites, geometry } = row.value;
  const parts: ComponentChildren[] = [];
  if (finding && (lesionLabel !== null || trackingId !== null))
    parts.push(<Code of={of(row, 'finding')} today={of(row, 'findingToday')} />);
  if (sites.length > 0) parts.push(<Sites of={of(row, 'sites')} />);
  parts.push(<Text of={of(of(row, 'source'), 'kind')} />);
  if (geometry.length > 0) parts.push(<Geometry of={of(row, 'geometry')} />);
  const image = of(row, 'image');
  if (isTold(image) && image.value.modality !== null)
    parts.push(
      <>
        on <Text of={of(image, 'modality')} />
      </>,
    );
  return (
    <>
      {isNamed(row) ? <LesionName of={row} /> : 'Not tied to a lesion'}
      <span class="lesion-of">
        {parts.map((part) => (
          <> · {part}</>
        ))}
      </span>
    </>
  );
}

function Sites({ of: sites }: { of: Told<MeasurementRow['sites']> }): VNode {
  return (
    <>
      {each(sites).map((item, i) => {
        const side = of(item, 'laterality');
        return (
          <>
            {i > 0 && ', '}
            <Code of={of(item, 'site')} />
            {isTold(side) && (
              <>
                {' '}
                (<Code of={side} />)
              </>
            )}
          </>
        );
      })}
    </>
  );
}

/** How it was drawn; the same kind once. */
export function Geometry({ of: geometry }: { of: Told<MeasurementRow['geometry']> }): VNode {
  const all = each(geometry);
  const kinds = all.filter(({ value }, i) => all.findIndex((other) => other.value.type === value.type) === i);
  return (
    <>
      {kinds.map((kind, i) => (
        <>
          {i > 0 && ', '}
          <Text of={of(kind, 'type')} />
        </>
      ))}
    </>
  );
}
