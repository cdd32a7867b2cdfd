import { random } from '../../../fixtures/random.js';
import type {
  ImageRow,
  ImageSliceRow,
  MotionCheckRow,
  PhantomPartRow,
  PhantomRow,
} from '../../../src/report/qc-motion-sections.js';

const STILL = {
  studyUID: '1.2.826.0.1.1',
  seriesUID: '1.2.826.0.1.2',
  seriesNumber: 5,
  description: 'DOE^JANE t1',
  modality: 'MR',
  image: 0,
  outcome: 'warn',
  why: null,
  spacingMm: [1, 1, 5],
  figures: {},
  notMeasured: {},
  plots: [],
} as const;

/** A slice in which nothing stands out. */
export function sampleSlice(slice: number, more: Partial<ImageSliceRow> = {}): ImageSliceRow {
  const plain = {
    frame: null,
    mean: 300,
    isEmpty: false,
    duplicateOf: null,
    jitterPercent: 0.4,
    shiftMm: 0.05,
  };
  return { slice, sopInstanceUID: `1.2.3.${slice}`, ...plain, ...more };
}

/** An image of a head-like course of brightness; odd slices darker; one empty, one a duplicate. */
export function sampleImage(count: number, more: Partial<ImageRow> = {}): ImageRow {
  const source = random('image plot');
  const slices = Array.from({ length: count }, (_, slice) =>
    sampleSlice(slice, {
      mean: 300 * Math.sin((Math.PI * (slice + 1)) / (count + 1)) + 4 * source.normal(),
      jitterPercent: (slice % 2 ? -1.5 : 1.5) + 0.3 * source.normal(),
      shiftMm: slice % 2 ? 0.8 + 0.05 * source.normal() : 0.05,
      ...(slice === 12 ? { isEmpty: true, mean: 0, jitterPercent: null, shiftMm: null } : {}),
      ...(slice === 15 ? { duplicateOf: 14 } : {}),
    }),
  );
  return { ...STILL, kind: 'multislice', matrix: [256, 256, count], limits: 'structural 1', slices, ...more };
}

/** A part that is a circle of 10 mm round a point of an axial slice. */
export function samplePart(name: string, more: Partial<PhantomPartRow> = {}): PhantomPartRow {
  return { name, shape: 'circle', centreMm: [0, 0, 0], sizeMm: [10, 10], slice: 0, values: {}, ...more };
}

/** Parts like those of an ACR phantom whose slices are axial. */
export function acrParts(): PhantomPartRow[] {
  const parts: PhantomPartRow[] = [];
  for (const slice of [0, 4, 6, 7, 8, 9, 10]) {
    const z = 10 * slice - 50;
    const add = (name: string, more: Partial<PhantomPartRow>) =>
      parts.push(samplePart(`${name}, slice ${slice + 1}`, { centreMm: [2, -3, z], slice, ...more }));
    add('outline', { sizeMm: [95, 95] });
    if (slice <= 4) {
      add('vertical diameter', { shape: 'line', centreMm: [2, -98, z], sizeMm: [0, 190] });
      add('horizontal diameter', { shape: 'line', centreMm: [-93, -3, z], sizeMm: [190, 0] });
    }
    if (slice === 0) {
      add('top ramp', { shape: 'line', centreMm: [-20, -6, z], sizeMm: [50, 0] });
      add('bottom ramp', { shape: 'line', centreMm: [-22, -1, z], sizeMm: [48, 0] });
    }
    if (slice === 4) add('rising diameter', { shape: 'line', centreMm: [-65, 64, z], sizeMm: [134, -134] });
    if (slice === 6) {
      add('PIU: brightest', { centreMm: [30, -40, z], sizeMm: [5.6, 5.6] });
      add('PIU: darkest', { centreMm: [-50, 44, z], sizeMm: [5.6, 5.6] });
      add('PSG: top', { shape: 'box', centreMm: [2, -112, z], sizeMm: [40, 5] });
      add('PSG: bottom', { shape: 'box', centreMm: [2, 110, z], sizeMm: [40, 5] });
      add('PSG: left', { shape: 'box', centreMm: [-110, -3, z], sizeMm: [5, 40] });
    }
    if (slice >= 7)
      for (let spoke = 0; spoke < 10; spoke++) {
        const angle = (2 * Math.PI * spoke) / 10;
        const centre = [2 + 20 * Math.sin(angle), -3 - 20 * Math.cos(angle), z] as const;
        add(`spoke ${spoke + 1}`, { centreMm: centre, sizeMm: [3.5, 3.5] });
      }
  }
  return parts;
}

/** A phantom with figures, one of which was not measured. */
export function samplePhantom(more: Partial<PhantomRow> = {}): PhantomRow {
  const figures = { diameter5VerticalMm: 190.4, piuPercent: 84.2, psgPercent: 0.49, lowContrastSpokes: null };
  const notMeasured = { lowContrastSpokes: 'what was found is not sure enough' };
  return {
    ...STILL,
    ...{ kind: 'acr-large', matrix: [256, 256, 11], limits: 'acr-large 1', declaredBy: 'acr-large' },
    ...{ figures, notMeasured, parts: acrParts() },
    ...more,
  };
}

/** A limit that was held against a figure. */
export function sampleCheck(
  check: string,
  { value = 1, expected = '≤ 3 %', unit = '%', ...more }: Partial<MotionCheckRow> = {},
): MotionCheckRow {
  return {
    ...{
      studyUID: STILL.studyUID,
      seriesUID: STILL.seriesUID,
      seriesNumber: 5,
      of: 'phantom',
      run: 0,
      check,
    },
    ...{ code: 'within', outcome: 'pass', severity: 'major', actual: null, value, expected, unit },
    ...{ definition: '', references: [], source: 'ACR', note: null },
    ...more,
  };
}

/** Limits of {@link samplePhantom}, one of each outcome. */
export function sampleChecks(): MotionCheckRow[] {
  return [
    sampleCheck('diameter5VerticalMm', { value: 190.4, expected: '188 … 192 mm', unit: 'mm' }),
    sampleCheck('piuPercent', { value: 84.2, expected: '≥ 87.5 %', outcome: 'fail' }),
    sampleCheck('psgPercent', { value: 0.49, expected: '≤ 2.5 %, target ≤ 0.4 %', outcome: 'warn' }),
    sampleCheck('lowContrastSpokes', { value: null, expected: '≥ 37', unit: '1', outcome: 'not-evaluable' }),
  ];
}
