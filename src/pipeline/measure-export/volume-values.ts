import { DicomError } from '../../dicom/errors.js';
import { paddingMask } from '../../dicom/pixels/padding.js';
import { PIXEL_ERROR_TEXTS, PixelError } from '../../dicom/pixels/pixel-error.js';
import type { PixelHeader } from '../../dicom/pixels/pixel-header.js';
import {
  applyRealWorld,
  type CodedUnit,
  chooseRealWorldMaps,
  type RealWorldMap,
  realWorldMaps,
} from '../../dicom/pixels/real-world.js';
import { FileError } from '../../io/file-source.js';
import {
  mappedQuantity,
  modalityQuantity,
  type ScaledQuantity,
  suvQuantities,
} from '../../measure/intensity/quantities.js';
import { suvProblems } from '../../measure/intensity/suv-notes.js';
import type { MeasureProblem } from '../../measure/problem.js';
import { type PetFacts, readPetFacts } from '../../pet/pet-facts.js';
import { suvReadiness } from '../../pet/suv.js';
import { assembleVolume, type Volume } from '../../study/volume/assemble.js';
import type { SliceRef } from '../../study/volume/plan.js';
import { VolumeError } from '../../study/volume/volume-error.js';
import { type InstanceFiles, type OpenedSlice, OpenInstances } from '../volumes/open-instances.js';
import type { VolumeCandidate } from './measure-job.js';
import type { RealWorldObjects } from './real-world-objects.js';

/** Values of a volume, each with the quantities that are a multiple of them. */
export interface ValueLayer {
  /** Columns fastest; NaN where there is no value. */
  readonly values: Float32Array | Float64Array;
  readonly quantities: readonly ScaledQuantity[];
}

/** What a volume of images shows. */
export interface VolumeValues {
  readonly layers: readonly ValueLayer[];
  readonly problems: readonly MeasureProblem[];
}

/**
 * Reads the values of a volume: after rescale, by real-world maps where the images hold them, and as SUV where it is
 * PET and an SUV can be had. Padding is no value. Never throws for what the files hold.
 * @param maps real-world maps that stand in objects of their own
 */
export async function volumeValues(
  { plan, modality }: Pick<VolumeCandidate, 'plan' | 'modality'>,
  files: InstanceFiles,
  maps: RealWorldObjects,
): Promise<VolumeValues> {
  const opened = new OpenInstances(files);
  const gathered = new Gathered((instance, header) => maps.mapsOf(files.sopInstanceUID(instance), header));
  try {
    const volume = await assembleVolume(plan, async (slice) => {
      const data = await opened.read(slice);
      gathered.take(data, slice);
      return data;
    });
    return layersOf(volume, modality, gathered);
  } catch (error) {
    return { layers: [], problems: [{ code: 'pixels-unreadable', detail: reasonOf(error) }] };
  } finally {
    opened.close();
  }
}

/** @throws what is no fault of a file */
function reasonOf(error: unknown): string {
  if (error instanceof PixelError) return PIXEL_ERROR_TEXTS[error.code];
  if (error instanceof VolumeError || error instanceof DicomError || error instanceof FileError)
    return error.code;
  throw error;
}

/** What is met on the way through the slices. */
class Gathered {
  readonly padded: (Uint8Array | undefined)[] = [];
  readonly facts: PetFacts[] = [];
  /** Real-world values of the slices by unit and label. */
  readonly mapped = new Map<string, { unit: CodedUnit; slices: Map<number, Float32Array | Float64Array> }>();

  constructor(private readonly mapsElsewhere: (instance: number, header: PixelHeader) => RealWorldMap[]) {}

  take({ frame, header }: OpenedSlice, { tile, frame: number, instance }: SliceRef): void {
    const at = this.padded.length;
    this.padded.push(tile === undefined ? paddingMask(frame, header) : undefined);
    this.facts.push(readPetFacts(header.dataset));
    if (tile !== undefined) return;
    const maps = [...realWorldMaps(header, number), ...this.mapsElsewhere(instance, header)];
    for (const group of groupsOf(maps)) {
      const [{ unit, label }] = group as [RealWorldMap];
      const key = JSON.stringify([unit.value, unit.scheme, label]);
      const known = this.mapped.get(key) ?? { unit, slices: new Map() };
      this.mapped.set(key, known);
      known.slices.set(at, applyRealWorld(frame, chooseRealWorldMaps(group)).values);
    }
  }
}

/** Maps of one unit and label: pieces of one mapping. */
function groupsOf(maps: readonly RealWorldMap[]): RealWorldMap[][] {
  const groups = new Map<string, RealWorldMap[]>();
  for (const map of maps) {
    const key = JSON.stringify([map.unit.value, map.unit.scheme, map.label]);
    groups.set(key, [...(groups.get(key) ?? []), map]);
  }
  return [...groups.values()];
}

function layersOf(volume: Volume, modality: string, gathered: Gathered): VolumeValues {
  const values = withoutPadding(volume, gathered.padded);
  const own = { values, quantities: [{ quantity: modalityQuantity(modality, volume.unit), factor: 1 }] };
  const mapped = mappedLayers(volume, gathered);
  if (modality !== 'PT') return { layers: [own, ...mapped], problems: [] };
  const { layer, problems, isSuvAlready } = suvLayer(volume, values, gathered.facts);
  if (!layer) return { layers: [own, ...mapped], problems };
  // Pixels that are SUV are not told a second time as values without a kind.
  return { layers: [layer, ...(isSuvAlready ? [] : [own]), ...mapped], problems };
}

function withoutPadding(
  { values, dims: [columns, rows] }: Volume,
  padded: Gathered['padded'],
): Float32Array | Float64Array {
  const real =
    values instanceof Float32Array || values instanceof Float64Array ? values : Float64Array.from(values);
  for (const [slice, mask] of padded.entries()) {
    if (!mask) continue;
    const from = slice * columns * rows;
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1) real[from + i] = Number.NaN;
  }
  return real;
}

/** Real-world values, of maps that every slice has. PS3.3 C.7.6.16.2.11. */
function mappedLayers({ dims: [columns, rows, slices] }: Volume, { mapped }: Gathered): ValueLayer[] {
  const whole = [...mapped.values()].filter((map) => map.slices.size === slices);
  return whole.map(({ unit, slices: bySlice }) => {
    const values = new Float32Array(columns * rows * slices);
    for (const [slice, own] of bySlice) values.set(own, slice * columns * rows);
    return { values, quantities: [{ quantity: mappedQuantity(unit), factor: 1 }] };
  });
}

/** SUVbw, slice by slice: rescale and factors may differ from slice to slice. */
function suvLayer(
  { dims: [columns, rows] }: Volume,
  values: Float32Array | Float64Array,
  facts: readonly PetFacts[],
): {
  readonly layer?: ValueLayer;
  readonly problems: readonly MeasureProblem[];
  readonly isSuvAlready?: boolean;
} {
  const distinct = [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
  const keys = new Map(distinct.map((fact, i) => [JSON.stringify(fact), i]));
  const readiness = suvReadiness(distinct);
  const problems = suvProblems(readiness);
  if (!readiness.ready || readiness.factorsToBw.some((factor) => factor === undefined)) return { problems };
  const suv = new Float32Array(values.length);
  for (const [slice, fact] of facts.entries()) {
    const factor = readiness.factorsToBw[keys.get(JSON.stringify(fact)) ?? -1] ?? Number.NaN;
    const from = slice * columns * rows;
    for (let i = from; i < from + columns * rows; i++) suv[i] = (values[i] ?? Number.NaN) * factor;
  }
  const isSuvAlready = readiness.pixels === 'suv';
  return { layer: { values: suv, quantities: suvQuantities(readiness) }, problems, isSuvAlready };
}
