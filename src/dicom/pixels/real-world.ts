import type { Dataset } from '../dataset.js';
import { fitsFloat32 } from './modality.js';
import { PixelError } from './pixel-error.js';
import type { PixelHeader } from './pixel-header.js';
import type { Frame } from './samples.js';

/** A unit as coded, mostly in UCUM. */
export interface CodedUnit {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** One item of a Real World Value Mapping Sequence: what the stored values from `first` to `last` stand for. */
export interface RealWorldMap {
  readonly unit: CodedUnit;
  /** LUT Label, which names the mapping. */
  readonly label: string;
  readonly first: number;
  readonly last: number;
  readonly mapping:
    | { readonly kind: 'linear'; readonly slope: number; readonly intercept: number }
    | { readonly kind: 'table'; readonly values: Float64Array };
}

/** Real-world values of a frame. */
export interface RealWorldValues {
  readonly values: Float32Array | Float64Array;
  /** Pixels whose stored value no map covers; they are NaN. */
  readonly unmapped: number;
}

const SEQUENCE = 'RealWorldValueMappingSequence';

/**
 * The real-world value maps of a frame, in the file's order: of its functional groups, else of the data set. None
 * where there are none. They apply to stored values, not to those of the modality. PS3.3 C.7.6.16.2.11.
 * @param frame 0-based
 * @throws PixelError `missing-attribute`, `impossible-attribute`, `lut-damaged`
 */
export function realWorldMaps(header: PixelHeader, frame: number): RealWorldMap[] {
  const grouped = header.groups.items(frame, SEQUENCE);
  const items = grouped.length > 0 ? grouped : header.dataset.sequence(SEQUENCE);
  return items.map((item) => readMap(header, item));
}

/**
 * Maps that stand in an object of their own, Real World Value Mapping (PS3.3 A.46), as they apply to an image.
 * @param items of a Real World Value Mapping Sequence
 * @throws PixelError as {@link realWorldMaps} does
 */
export function realWorldMapsOf(header: PixelHeader, items: readonly Dataset[]): RealWorldMap[] {
  return items.map((item) => readMap(header, item));
}

function readMap(header: PixelHeader, item: Dataset): RealWorldMap {
  const [first, last] = rangeOf(header, item);
  return {
    unit: unitOf(item),
    label: item.string('LUTLabel') ?? '',
    first,
    last,
    mapping: item.has('RealWorldValueLUTData')
      ? tableOf(header, item, last - first + 1)
      : {
          kind: 'linear',
          slope: need(item, 'RealWorldValueSlope'),
          intercept: need(item, 'RealWorldValueIntercept'),
        },
  };
}

function rangeOf(header: PixelHeader, item: Dataset): [number, number] {
  // PS3.3 C.7.6.16.2.11.1: the double float range is for float and double float pixel data.
  const double = item.has('DoubleFloatRealWorldValueFirstValueMapped');
  const keyword = (end: string) => `${double ? 'DoubleFloat' : ''}RealWorldValue${end}ValueMapped`;
  const [first, last] = [need(item, keyword('First')), need(item, keyword('Last'))];
  const range: [number, number] = double
    ? [first, last]
    : [header.pixelValue(first), header.pixelValue(last)];
  if (range[0] > range[1]) throw new PixelError('impossible-attribute', { attribute: keyword('Last') });
  return range;
}

function tableOf(header: PixelHeader, item: Dataset, count: number): RealWorldMap['mapping'] {
  const data = item.get('RealWorldValueLUTData');
  // PS3.3 C.7.6.16.2.11: a table has an entry for every value of the range, and none besides.
  if (!data || data.length !== 8 * count)
    throw new PixelError('lut-damaged', { attribute: 'RealWorldValueLUTData' });
  return { kind: 'table', values: header.doubles(data, { count, code: 'lut-damaged' }) };
}

function unitOf(item: Dataset): CodedUnit {
  const [code] = item.sequence('MeasurementUnitsCodeSequence');
  if (!code) throw new PixelError('missing-attribute', { attribute: 'MeasurementUnitsCodeSequence' });
  return {
    value: code.string('CodeValue') ?? code.string('LongCodeValue') ?? code.string('URNCodeValue') ?? '',
    scheme: code.string('CodingSchemeDesignator') ?? '',
    meaning: code.string('CodeMeaning') ?? '',
  };
}

function need(item: Dataset, attribute: string): number {
  const value = item.number(attribute);
  if (value === undefined) throw new PixelError('missing-attribute', { attribute });
  if (!Number.isFinite(value)) throw new PixelError('impossible-attribute', { attribute });
  return value;
}

/** What a map is chosen by, where there are several: a label, a unit's code value, or both. */
export interface RealWorldChoice {
  readonly label?: string;
  readonly unit?: string;
}

/**
 * Maps that belong together: all with one unit and label, their ranges apart from each other.
 * @throws PixelError `missing-attribute` where no map is left, `units-differ` where the choice leaves several units or
 * labels, `impossible-attribute` where ranges overlap
 */
export function chooseRealWorldMaps(
  maps: readonly RealWorldMap[],
  choice: RealWorldChoice = {},
): RealWorldMap[] {
  const chosen = maps
    .filter(
      ({ label, unit }) => (choice.label ?? label) === label && (choice.unit ?? unit.value) === unit.value,
    )
    .sort((a, b) => a.first - b.first);
  const [one] = chosen;
  if (!one) throw new PixelError('missing-attribute', { attribute: SEQUENCE });
  const isAlike = ({ label, unit }: RealWorldMap): boolean =>
    label === one.label && unit.value === one.unit.value && unit.scheme === one.unit.scheme;
  if (!chosen.every(isAlike)) throw new PixelError('units-differ', { attribute: SEQUENCE });
  // PS3.3 C.7.6.16.2.11: several maps of one meaning are pieces; where two claim a value, neither is to be believed.
  for (const [i, { first }] of chosen.entries()) {
    const before = chosen[i - 1];
    if (before && first <= before.last) throw new PixelError('impossible-attribute', { attribute: SEQUENCE });
  }
  return chosen;
}

/**
 * Real-world values of a frame: what no map covers is NaN and counted.
 * @param maps as {@link chooseRealWorldMaps} gives them
 * @throws PixelError `unsupported-photometric` for a frame of colours
 */
export function applyRealWorld(frame: Frame, maps: readonly RealWorldMap[]): RealWorldValues {
  if (frame.samplesPerPixel !== 1) throw new PixelError('unsupported-photometric');
  const stored = frame.values;
  const values = fitsFloat32(stored) ? new Float32Array(stored.length) : new Float64Array(stored.length);
  let unmapped = 0;
  for (let i = 0; i < stored.length; i++) {
    const value = stored[i] ?? 0;
    let real = Number.NaN;
    for (const { first, last, mapping } of maps) {
      if (value < first || value > last) continue;
      real =
        mapping.kind === 'linear'
          ? value * mapping.slope + mapping.intercept
          : (mapping.values[value - first] ?? Number.NaN);
      break;
    }
    if (Number.isNaN(real)) unmapped++;
    values[i] = real;
  }
  return { values, unmapped };
}
