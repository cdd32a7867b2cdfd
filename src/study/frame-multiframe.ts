import type { Dataset } from '../dicom/dataset.js';
import { directions, type Frame, placed, spacingPair } from './frame.js';
import { classicGrid, classicSeparators } from './frame-classic.js';
import { normalOf } from './plane.js';
import { addScaled, type Vector3, vectorFrom } from './vectors.js';

/** Offsets of an RT Dose grid's planes along the normal, mm. PS3.3 C.8.8.3.2. */
function doseOffsets(ds: Dataset): number[] | undefined {
  const offsets = ds.numbers('GridFrameOffsetVector');
  if (offsets.length < 2 || offsets.length !== (ds.number('NumberOfFrames') ?? offsets.length))
    return undefined;
  if (!offsets.every(Number.isFinite)) return undefined;
  return offsets.map((offset) => offset - (offsets[0] ?? 0));
}

function stacked(start: Frame, offsets: readonly number[]): Frame[] {
  const { plane, position } = start;
  if (!plane || !position) return [start];
  const normal = normalOf(plane);
  return offsets.map((offset) => ({ ...start, position: addScaled(position, normal, offset) }));
}

/** The planes of an RT Dose grid (PS3.3 C.8.8.3); undefined for anything else. */
export function doseFrames(ds: Dataset): Frame[] | undefined {
  const offsets = doseOffsets(ds);
  if (!offsets) return undefined;
  const start = placed(
    classicGrid(ds),
    ds.numbers('ImageOrientationPatient'),
    ds.numbers('ImagePositionPatient'),
  );
  return stacked({ ...start, separators: {} }, offsets);
}

/** The slices of reconstructed NM tomography (PS3.3 C.8.4.8, C.8.4.15); undefined for anything else. */
export function nuclearFrames(ds: Dataset): Frame[] | undefined {
  const type = ds.strings('ImageType')[2];
  if (type !== 'RECON TOMO' && type !== 'RECON GATED TOMO') return undefined;
  const detector = ds.sequence('DetectorInformationSequence')[0];
  const spacingMm = ds.number('SpacingBetweenSlices') ?? ds.number('SliceThickness');
  const slices = ds.numbers('SliceVector');
  const lies = directions(detector?.numbers('ImageOrientationPatient') ?? []);
  const at: Vector3 | undefined = vectorFrom(detector?.numbers('ImagePositionPatient') ?? []);
  if (!lies || !at || spacingMm === undefined || slices.length === 0) return undefined;
  if (slices.length !== (ds.number('NumberOfFrames') ?? 1)) return undefined;
  const { rows, columns, thicknessMm } = classicGrid(ds);
  const plane = {
    ...lies,
    rows,
    columns,
    pixelSpacingMm: spacingPair(ds.numbers('PixelSpacing')),
    thicknessMm,
  };
  const times = ds.numbers('TimeSlotVector');
  const normal = normalOf(plane);
  return slices.map((slice, i) => ({
    plane,
    position: addScaled(at, normal, (slice - 1) * spacingMm),
    separators: { ...classicSeparators(ds), ...(times[i] !== undefined && { TemporalPosition: times[i] }) },
  }));
}
