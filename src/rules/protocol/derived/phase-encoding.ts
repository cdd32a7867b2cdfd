import type { DerivedQuantity, Known, SeriesView } from '../series-view.js';
import { derive, texts, unknown } from './derive.js';
import { attribute, lacking, mrSamplesOf, numberOf, privateProbe, textOf } from './readings.js';

const PROBES = [
  attribute('InPlanePhaseEncodingDirection'),
  attribute('ImageOrientationPatient'),
  attribute('Manufacturer'),
  attribute('RectilinearPhaseEncodeReordering'),
  { kind: 'csa', tag: 'PhaseEncodingDirectionPositive' },
  privateProbe('SIEMENS MR SDI 02', 0x0021, 0x1c),
  privateProbe('GEMS_ACQU_01', 0x0019, 0x9c),
] as const;

/** Readings of {@link PROBES}, by name. */
interface Facts {
  readonly inPlane: Known | undefined;
  readonly orientation: Known | undefined;
  readonly manufacturer: Known | undefined;
  readonly reordering: Known | undefined;
  readonly csaPositive: Known | undefined;
  readonly xaPositive: Known | undefined;
  readonly geSequence: Known | undefined;
}

/** Axes of the patient and the names of going up and down them. PS3.3 C.7.6.2.1.1: x to the left, y to the back, z to the head. */
const AXES = [
  { axis: 'RL', rising: 'RL', falling: 'LR' },
  { axis: 'AP', rising: 'AP', falling: 'PA' },
  { axis: 'HF', rising: 'FH', falling: 'HF' },
] as const;

/** Two axes that are this alike: the direction lies halfway between them. */
const HALFWAY = 0.99;

/** An axis, and whether increasing row or column numbers go up it. */
interface Along {
  readonly axis: (typeof AXES)[number];
  readonly rises: boolean;
}

/** Which axis of the patient the phase encoding lies along; a reason where that cannot be told. */
function alongOf({ inPlane, orientation }: Facts): Along | Known {
  const direction = textOf(inPlane)?.toUpperCase();
  if (direction === undefined) return lacking(inPlane);
  // PS3.3 C.8.3.1: ROW or COL; C.8.13.5.3: COLUMN, ROW or OTHER.
  const isRow = direction === 'ROW';
  if (!isRow && direction !== 'COL' && direction !== 'COLUMN') {
    return unknown('the phase encoding lies along neither rows nor columns');
  }
  const cosines = orientation?.state === 'value' ? (orientation.numbers ?? []) : [];
  if (cosines.length !== 6) return lacking(orientation);
  // PS3.3 C.7.6.2.1.1: the direction of the rows, then of the columns.
  const along = isRow ? cosines.slice(0, 3) : cosines.slice(3);
  const sizes = along.map(Math.abs);
  const [largest = 0, second = 0] = [...sizes].sort((a, b) => b - a);
  if (second > HALFWAY * largest)
    return unknown('the phase encoding lies halfway between two axes of the body');
  const number = sizes.indexOf(largest);
  const axis = AXES[number];
  return axis ? { axis, rises: (along[number] ?? 0) > 0 } : unknown('the image has no orientation');
}

/** Whether the phase encoding goes towards increasing numbers of rows or columns; a reason where that cannot be told. */
function positiveOf(facts: Facts): boolean | Known {
  const siemens = numberOf(facts.csaPositive) ?? numberOf(facts.xaPositive);
  // Siemens: 1 along the direction of increasing index, 0 against it, in the CSA image header and its XA successor.
  if (siemens === 1 || siemens === 0) return siemens === 1;
  const manufacturer = textOf(facts.manufacturer)?.toUpperCase() ?? '';
  if (manufacturer.startsWith('GE')) return gePositive(facts);
  if (manufacturer.startsWith('PHILIPS'))
    return unknown('Philips headers do not state the sign of the phase encoding');
  return unknown('the header does not state the sign of the phase encoding');
}

/** GE: Rectilinear Phase Encode Reordering tells the polarity of echo planar images. */
function gePositive({ reordering, geSequence }: Facts): boolean | Known {
  // The research sequence writes both polarities under one header.
  if (textOf(geSequence)?.toLowerCase().includes('pepolar')) {
    return unknown('the sequence inverts the phase encoding without saying so');
  }
  const order = textOf(reordering)?.toUpperCase();
  if (order === 'LINEAR') return true;
  if (order === 'REVERSE_LINEAR') return false;
  return unknown('Rectilinear Phase Encode Reordering does not state the sign of the phase encoding');
}

function phaseValue(name: string, text: string, read: (facts: Facts) => Known): DerivedQuantity {
  return derive({
    ...{ name, type: 'text', probes: PROBES, text },
    source: 'PS3.3 C.8.3.1, C.8.13.5.3; BIDS 1.8 PhaseEncodingDirection as dcm2niix derives it',
    read: (view: SeriesView) =>
      mrSamplesOf(view, PROBES, (readings) => {
        const [inPlane, orientation, manufacturer, reordering, csaPositive, xaPositive, geSequence] =
          readings;
        return read({
          ...{ inPlane, orientation, manufacturer },
          ...{ reordering, csaPositive, xaPositive, geSequence },
        });
      }),
  });
}

/** How phase encoding lies in the patient. */
export const PHASE_ENCODING_VALUES: readonly DerivedQuantity[] = [
  phaseValue('phaseEncodingAxis', 'axis of the body nearest to the phase encoding: RL, AP or HF', (facts) => {
    const along = alongOf(facts);
    return 'axis' in along ? texts(along.axis.axis) : along;
  }),
  phaseValue(
    'phaseEncodingPolarity',
    '+ where the phase encoding goes towards increasing rows or columns of the image, - against them',
    (facts) => {
      const positive = positiveOf(facts);
      return typeof positive === 'boolean' ? texts(positive ? '+' : '-') : positive;
    },
  ),
  phaseValue(
    'phaseEncodingDirection',
    'where the phase encoding goes from and to: AP is from anterior to posterior; one of AP PA RL LR HF FH',
    (facts) => {
      const along = alongOf(facts);
      if (!('axis' in along)) return along;
      const positive = positiveOf(facts);
      if (typeof positive !== 'boolean') return positive;
      return texts(positive === along.rises ? along.axis.rising : along.axis.falling);
    },
  ),
];
