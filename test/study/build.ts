import type { Element, Value, Dataset as WrittenDataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import type { VR } from '../../fixtures/writer/vr.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { lookupKeyword } from '../../src/dicom/dictionary.js';
import { type DicomFile, readPart10 } from '../../src/dicom/part10.js';
import { BatchBuilder } from '../../src/study/batch.js';
import { InstanceTable } from '../../src/study/instance-table.js';
import { buildDelivery, type Delivery, type Series } from '../../src/study/model.js';
import type { SeriesGeometry, StackGeometry } from '../../src/study/series-geometry.js';

type Plain = string | number | readonly string[] | readonly number[] | undefined;

/** A data set by keyword of the project's own dictionary; items as data sets; `undefined` leaves an attribute out. */
export interface Given {
  readonly [keyword: string]: Plain | readonly Given[];
}

/** Storage classes by what they store. */
export const SOP_CLASS = {
  mr: '1.2.840.10008.5.1.4.1.1.4',
  enhancedMr: '1.2.840.10008.5.1.4.1.1.4.1',
  ct: '1.2.840.10008.5.1.4.1.1.2',
  pet: '1.2.840.10008.5.1.4.1.1.128',
  dose: '1.2.840.10008.5.1.4.1.1.481.2',
  nuclear: '1.2.840.10008.5.1.4.1.1.20',
  segmentation: '1.2.840.10008.5.1.4.1.1.66.4',
  report: '1.2.840.10008.5.1.4.1.1.88.11',
} as const;

function isItems(value: Exclude<Given[string], undefined>): value is readonly Given[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}

function element(keyword: string, given: Exclude<Given[string], undefined>): Element {
  const entry = lookupKeyword(keyword);
  if (!entry) throw new RangeError(`no attribute ${keyword}`);
  const vr = entry.vr.slice(0, 2) as VR;
  const value: Value = isItems(given) ? { items: given.map((item) => written(item)) } : given;
  return { tag: entry.tag, vr, value };
}

/** What the fixture writer takes. */
export function written(given: Given, more: WrittenDataset = []): WrittenDataset {
  const own = Object.entries(given).flatMap(([keyword, value]) =>
    value === undefined ? [] : [element(keyword, value)],
  );
  return [...own, ...more];
}

/** The data set as the reader sees it. */
export function fileOf(given: Given, more: WrittenDataset = []): DicomFile {
  return readPart10(new MemorySource(writePart10(written(given, more))));
}

/** The data set alone. */
export function datasetOf(given: Given, more: WrittenDataset = []): Dataset {
  return fileOf(given, more).dataset;
}

let made = 0;

/** An axial MR image of 64 × 64 pixels of 2 mm at the origin, with a SOP Instance UID of its own. */
export function image(own: Given = {}): Given {
  made++;
  return {
    SOPClassUID: SOP_CLASS.mr,
    SOPInstanceUID: `2.25.${1000 + made}`,
    StudyInstanceUID: '2.25.1',
    SeriesInstanceUID: '2.25.2',
    Modality: 'MR',
    PatientID: 'P1',
    Rows: 64,
    Columns: 64,
    PixelSpacing: [2, 2],
    SliceThickness: 3,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [-64, -64, 0],
    ...own,
  };
}

/** Direction cosines of an axial plane turned about the x axis, and its normal. */
export function turned(deg: number): { cosines: number[]; normal: [number, number, number] } {
  const angle = (deg * Math.PI) / 180;
  return {
    cosines: [1, 0, 0, 0, Math.cos(angle), Math.sin(angle)],
    normal: [0, -Math.sin(angle), Math.cos(angle)],
  };
}

/** How {@link slices} lays images. */
export interface Layout {
  readonly count: number;
  readonly spacingMm?: number;
  readonly fromMm?: number;
  /** Added to the position of each slice, mm. */
  readonly shift?: (slice: number) => readonly [number, number, number];
}

/** Axial images one above the other. */
export function slices(layout: Layout, own: Given | ((slice: number) => Given) = {}): Given[] {
  const { count, spacingMm = 3, fromMm = 0, shift = () => [0, 0, 0] as const } = layout;
  return Array.from({ length: count }, (_, slice) => {
    const [x, y, z] = shift(slice);
    const at = [-64 + x, -64 + y, fromMm + slice * spacingMm + z];
    return image({
      ImagePositionPatient: at,
      InstanceNumber: slice + 1,
      ...(typeof own === 'function' ? own(slice) : own),
    });
  });
}

/** Data sets as one delivery, in batches that end at `cuts`. */
export function deliver(
  files: readonly (Given | DicomFile)[],
  cuts: readonly number[] = [],
): { table: InstanceTable; delivery: Delivery } {
  const table = new InstanceTable();
  const ends = [...new Set([...cuts, files.length])].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    const builder = new BatchBuilder();
    const part = files.slice(from, end);
    const instances = part.map((file) =>
      builder.add('dataset' in file ? (file as DicomFile) : fileOf(file as Given)),
    );
    table.addBatch(
      builder.build(),
      instances,
      part.map((_, i) => from + i),
    );
    from = end;
  }
  return { table, delivery: buildDelivery(table) };
}

/** The only series of a delivery. @throws RangeError when there are several, or none */
export function onlySeries(files: readonly (Given | DicomFile)[], cuts: readonly number[] = []): Series {
  const all = deliver(files, cuts).delivery.studies.flatMap(({ series }) => series);
  const [series] = all;
  if (!series || all.length > 1) throw new RangeError(`${all.length} series`);
  return series;
}

/** The geometry of the only series. */
export function geometryOf(
  files: readonly (Given | DicomFile)[],
  cuts: readonly number[] = [],
): SeriesGeometry {
  return onlySeries(files, cuts).geometry;
}

/** The only stack of the only series. @throws RangeError when there are several, or none */
export function stackOf(files: readonly (Given | DicomFile)[]): StackGeometry {
  const { stacks } = geometryOf(files);
  const [stack] = stacks;
  if (!stack || stacks.length > 1) throw new RangeError(`${stacks.length} stacks`);
  return stack;
}

/** Seconds since midnight as a TM value. */
export function time(seconds: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${two(seconds / 3600)}${two((seconds / 60) % 60)}${(seconds % 60).toFixed(3).padStart(6, '0')}`;
}

/** Volumes of slices, told apart by what `own` gives them. */
export function volumes(
  count: number,
  own: (volume: number, slice: number) => Given,
  perVolume = 6,
): Given[] {
  return Array.from({ length: count }, (_, volume) =>
    slices({ count: perVolume }, (slice) => ({
      InstanceNumber: volume * perVolume + slice + 1,
      ...own(volume, slice),
    })),
  ).flat();
}

/** The files in an order that a seed decides. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const out = [...items];
  let state = seed >>> 0;
  for (let i = out.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    const [a, b] = [out[i], out[j]];
    if (a === undefined || b === undefined) continue;
    out[i] = b;
    out[j] = a;
  }
  return out;
}
