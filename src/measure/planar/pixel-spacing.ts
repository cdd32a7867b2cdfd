import type { Dataset } from '../../dicom/dataset.js';
import type { MeasureProblem } from '../problem.js';

/** The size of a frame's pixels as its header tells it. */
export interface PixelSpacing {
  /** Between rows, between columns. */
  readonly spacingMm?: readonly [number, number];
  readonly from?: string;
  /** Height and width of a pixel, where there is no spacing. */
  readonly aspect?: readonly [number, number];
  readonly problems: readonly MeasureProblem[];
}

type Pair = readonly [number, number];
type Macro = (sequence: string) => Dataset | undefined;

/** Modalities whose images are shadows on a detector. `RTIMAGE`: PS3.3 C.8.8.2. */
const PROJECTIONS: ReadonlySet<string> = new Set(
  'CR DX MG RF XA XRF RG IO PX RTIMAGE DF DS DG FA CF'.split(' '),
);
/** Spacing of the detector, and what the spacing in the patient is told apart by. */
const AT_DETECTOR = ['ImagerPixelSpacing', 'ImagePlanePixelSpacing'] as const;
/** Two spacings that differ by less than this share are one that was rounded: no magnification is as small. */
const EQUAL_SHARE = 1e-3;

/** True for images that have no plane in the patient: magnified shadows. */
export function isProjection(dataset: Dataset): boolean {
  return PROJECTIONS.has(dataset.string('Modality') ?? '') || AT_DETECTOR.some((at) => dataset.has(at));
}

/** The spacing of a frame's pixels by what its header states. @param macro functional groups of the frame */
export function pixelSpacing(dataset: Dataset, macro: Macro): PixelSpacing {
  const enhanced = enhancedSpacing(macro);
  if (enhanced) return enhanced;
  const stated = read(dataset, 'PixelSpacing');
  const found = isProjection(dataset)
    ? projectionSpacing(dataset, stated)
    : stated.value
      ? used(stated.value, 'PixelSpacing')
      : (scannedSpacing(dataset) ?? nothing(dataset, stated.problems.length > 0));
  return { ...found, problems: [...stated.problems, ...found.problems] };
}

/** What is read of an attribute: two positive numbers, or a problem where there is something else. */
interface Read {
  readonly value?: Pair;
  readonly problems: readonly MeasureProblem[];
}

function read(dataset: Dataset | undefined, keyword: string): Read {
  const values = dataset?.numbers(keyword) ?? [];
  if (values.length === 0) return { problems: [] };
  const [rows = 0, columns = 0] = values;
  // PS3.3 10.7.1.3: two values, both above zero.
  if (values.length === 2 && rows > 0 && columns > 0 && Number.isFinite(rows * columns)) {
    return { value: [rows, columns], problems: [] };
  }
  return { problems: [{ code: 'spacing-damaged', detail: `${keyword} is not two positive numbers` }] };
}

function used(spacingMm: Pair, from: string): PixelSpacing {
  return { spacingMm, from, problems: [] };
}

function atDetector(spacingMm: Pair, from: string, detail: string): PixelSpacing {
  return { spacingMm, from, problems: [{ code: 'spacing-at-detector', detail }] };
}

/** Functional groups; undefined where they tell no spacing. PS3.3 C.7.6.16.2.1, C.8.19.6.4, C.8.19.6.9. */
function enhancedSpacing(macro: Macro): PixelSpacing | undefined {
  const measures = read(macro('PixelMeasuresSequence'), 'PixelSpacing');
  if (measures.value) return used(measures.value, 'PixelMeasuresSequence.PixelSpacing');
  if (measures.problems.length > 0) return { problems: measures.problems };
  const object = read(macro('ProjectionPixelCalibrationSequence'), 'ObjectPixelSpacingInCenterOfBeam');
  if (object.value) return used(object.value, 'ObjectPixelSpacingInCenterOfBeam');
  const imager = read(macro('FramePixelDataPropertiesSequence'), 'ImagerPixelSpacing');
  const problems = [...object.problems, ...imager.problems];
  if (!imager.value) return problems.length > 0 ? { problems } : undefined;
  const found = atDetector(imager.value, 'ImagerPixelSpacing', 'the magnification is not stated');
  return { ...found, problems: [...problems, ...found.problems] };
}

/** PS3.3 10.7.1.1, 10.7.1.2. @param stated Pixel Spacing, whose own problems the caller has */
function projectionSpacing(dataset: Dataset, stated: Read): PixelSpacing {
  const [imager, image] = AT_DETECTOR.map((keyword) => read(dataset, keyword));
  const keyword = imager?.value ? 'ImagerPixelSpacing' : 'ImagePlanePixelSpacing';
  const detector = keyword === 'ImagerPixelSpacing' ? imager : image;
  const at = detector?.value;
  const damaged = [...(imager?.problems ?? []), ...(image?.problems ?? [])];
  const withDamaged = (found: PixelSpacing): PixelSpacing => ({
    ...found,
    problems: [...damaged, ...found.problems],
  });
  if (stated.value) {
    const kind = dataset.string('PixelSpacingCalibrationType');
    if (kind === 'GEOMETRY' || kind === 'FIDUCIAL')
      return withDamaged(used(stated.value, `PixelSpacing (${kind})`));
    // PS3.3 10.7.1.1: Nominal Scanned Pixel Spacing tells as well whether Pixel Spacing was calibrated.
    const scanned = read(dataset, 'NominalScannedPixelSpacing');
    const raw = at ?? scanned.value;
    if (raw && !isEqual(raw, stated.value))
      return withDamaged(used(stated.value, 'PixelSpacing (calibrated)'));
    if (!at) {
      const detail = raw
        ? 'Pixel Spacing is that of the scanned film'
        : 'whether Pixel Spacing was calibrated is not stated';
      return withDamaged(atDetector(stated.value, 'PixelSpacing', detail));
    }
  }
  if (at) return withDamaged(demagnified(dataset, at, keyword));
  return withDamaged(
    scannedSpacing(dataset) ?? nothing(dataset, damaged.length > 0 || stated.problems.length > 0),
  );
}

function isEqual(a: Pair, b: Pair): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) <= EQUAL_SHARE * value);
}

const MAGNIFICATION = 'EstimatedRadiographicMagnificationFactor';

/** PS3.3 C.8.7.5 (and C.8.11.7): the detector's spacing over the ratio of source–detector to source–object distance. */
function demagnified(dataset: Dataset, at: Pair, keyword: string): PixelSpacing {
  const factor = dataset.number(MAGNIFICATION);
  if (factor === undefined) return atDetector(at, keyword, 'the magnification is not stated');
  // Nothing lies behind the detector: a factor below 1 is none.
  if (!(factor >= 1 && Number.isFinite(factor))) {
    return atDetector(at, keyword, 'the magnification that is stated is impossible');
  }
  return used([at[0] / factor, at[1] / factor], `${keyword} / ${MAGNIFICATION}`);
}

/** Film that was scanned: the spacing on the film. PS3.3 C.8.6.2, C.8.6.3. */
function scannedSpacing(dataset: Dataset): PixelSpacing | undefined {
  const scanned = read(dataset, 'NominalScannedPixelSpacing');
  if (scanned.value) {
    return atDetector(scanned.value, 'NominalScannedPixelSpacing', 'the spacing is that of the scanned film');
  }
  return scanned.problems.length > 0 ? { problems: scanned.problems } : undefined;
}

/** No spacing; a stated Pixel Aspect Ratio still tells the shape of the pixels. PS3.3 C.7.6.3.1.7: vertical, horizontal. */
function nothing(dataset: Dataset, isDamaged: boolean): PixelSpacing {
  const problems: MeasureProblem[] = isDamaged
    ? []
    : [{ code: 'spacing-absent', detail: 'the image states no spacing of its pixels' }];
  const ratio = read(dataset, 'PixelAspectRatio');
  return ratio.value && !isDamaged ? { aspect: ratio.value, problems } : { problems };
}
