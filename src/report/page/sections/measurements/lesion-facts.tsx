import type { ComponentChildren, VNode } from 'preact';
import type { RowImage } from '../../../measure-export-sections.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Code, Named } from './code.js';
import type { Row } from './row-outcome.js';

/** Facts that stand as one text, where they are told. */
const TEXTS = [
  ...([
    ['trackingId', 'Tracking ID'],
    ['trackingUid', 'Tracking UID'],
  ] as const),
  ...([
    ['timePoint', 'Time point'],
    ['activitySession', 'Session'],
  ] as const),
  ...([
    ['studyDate', 'Study date'],
    ['dateTime', 'Measured at'],
  ] as const),
  ...([
    ['device', 'Device'],
    ['deviceVersion', 'Version of the device'],
  ] as const),
  ...([
    ['algorithm', 'Algorithm'],
    ['algorithmVersion', 'Version of the algorithm'],
  ] as const),
  ['template', 'Template'],
] as const;

interface FactProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

function Fact({ title, children }: FactProps): VNode {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

function CodeFacts({ of: row }: { of: Row }): VNode {
  const [category, role] = [of(row, 'findingCategory'), of(row, 'readerRole')];
  return (
    <>
      {isTold(category) && (
        <Fact title="Category of the finding">
          <Code of={category} />
        </Fact>
      )}
      {row.value.qualitative.length > 0 && (
        <Fact title="Also said">
          <Named of={of(row, 'qualitative')} />
        </Fact>
      )}
      {isTold(role) && (
        <Fact title="Role of the reader">
          <Code of={role} />
        </Fact>
      )}
    </>
  );
}

/** Where what is said of a lesion comes from; of the first of its measurements, what is told. */
export function LesionFacts({ of: row }: { of: Row }): VNode {
  const source = of(row, 'source');
  const image = of(row, 'image');
  const voxels = of(row, 'voxelCount');
  return (
    <dl class="facts">
      <Fact title="File">
        <Text of={of(source, 'path')} code />
      </Fact>
      <Fact title="Object (SOP Instance UID)">
        <Text of={of(source, 'sopInstanceUID')} code />
      </Fact>
      <Fact title="Place in the object">
        <Text of={of(source, 'itemPath')} code why="the object as a whole" />
      </Fact>
      <CodeFacts of={row} />
      {TEXTS.map(([key, title]) => ({ title, told: of(row, key) }))
        .filter(({ told }) => isTold(told))
        .map(({ title, told }) => (
          <Fact title={title}>
            <Text of={told} />
          </Fact>
        ))}
      {isTold(voxels) && (
        <Fact title="Voxels">
          <Num of={voxels} />
        </Fact>
      )}
      {isTold(image) ? (
        <ImageFacts of={image} />
      ) : (
        <Fact title="Image">
          <span class="nothing">none is named or found</span>
        </Fact>
      )}
    </dl>
  );
}

function ImageFacts({ of: image }: { of: Told<RowImage> }): VNode {
  const frames = each(of(image, 'frames'));
  const slices = of(image, 'sliceThicknessMm');
  return (
    <>
      <Fact title="Image (SOP Instance UID)">
        <Text of={of(image, 'sopInstanceUID')} code why="a series, not an image" />
      </Fact>
      <Fact title="Series of the image">
        <Text of={of(image, 'seriesUID')} code why="no series is named" />
      </Fact>
      {frames.length > 0 && (
        <Fact title="Frames">
          {frames.map((frame, i) => (
            <>
              {i > 0 && ', '}
              <Num of={frame} />
            </>
          ))}
        </Fact>
      )}
      {isTold(slices) && (
        <Fact title="Slice thickness">
          <Num of={slices} unit="mm" />
        </Fact>
      )}
    </>
  );
}
