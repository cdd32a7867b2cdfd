import type {
  SeriesGeometry as GeometryRow,
  SeriesRow,
  StackRow,
} from '../../../report/manifest-sections.js';
import type { Series } from '../../../study/model.js';
import { type SeriesGeometry, type StackGeometry, separatorsOf } from '../../../study/series-geometry.js';
import type { SeriesHeader } from '../../../study/series-header.js';
import type { ManifestContext } from '../context.js';

/** A series as it stands in the report. @param several whether its study holds several persons */
export function seriesRow(series: Series, context: ManifestContext, several: boolean): SeriesRow {
  const { headers, geometry } = series;
  const [first] = headers;
  const clean = (text: string): string => (context.identifiers ? text : context.redactor.clean(text));
  return {
    seriesUID: series.seriesUID,
    ...(several && { ofPatients: series.patients.map((number) => number + 1) }),
    seriesNumber: first?.seriesNumber ?? null,
    modality: only(headers, (h) => h.modality),
    description: clean(first?.seriesDescription ?? ''),
    manufacturer: only(headers, (h) => h.manufacturer),
    model: only(headers, (h) => h.model),
    serial: only(headers, (h) => h.serial),
    softwareVersions: distinct(headers.flatMap((h) => h.softwareVersions)),
    fieldStrengthT: first?.fieldStrengthT ?? null,
    station: orNull(station(only(headers, (h) => h.station) ?? '', context)),
    sopClasses: distinct(headers.map((h) => h.sopClassUID)),
    transferSyntaxes: distinct(headers.map((h) => h.transferSyntax)),
    instances: series.instances.length,
    frames: series.frames,
    geometry: geometryRow(geometry),
    stacks: geometry.stacks.map(stackRow),
    timePoints: timePoints(geometry),
    volumes: volumes(geometry),
    frameOfReferenceUIDs: distinct(headers.map((h) => h.frameOfReferenceUID)),
    lossy: headers.some((h) => h.lossy),
  };
}

/** A station's name, as far as it may be shown. */
export function station(name: string, { identifiers, redactor }: ManifestContext): string {
  return identifiers ? name : redactor.cleanWords(name);
}

/** Distinct values, joined where a series has several: it should have one. */
function only(headers: readonly SeriesHeader[], value: (header: SeriesHeader) => string): string | null {
  return orNull(distinct(headers.map(value)).join(' | '));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '');
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function stackRow(stack: StackGeometry): StackRow {
  const { orientation, obliquityDeg, rows, columns, slices, volumes } = stack;
  return {
    orientation,
    obliquityDeg,
    rows,
    columns,
    pixelSpacingMm: stack.pixelSpacingMm ?? null,
    sliceThicknessMm: stack.sliceThicknessMm ?? null,
    slices,
    sliceSpacingMm: stack.sliceSpacingMm ?? null,
    missingSlices: volumes.missing ?? null,
    duplicateSlices: volumes.count === undefined ? null : volumes.duplicates,
  };
}

function geometryRow({ stacks, rows, columns }: SeriesGeometry): GeometryRow | null {
  if (rows === undefined || columns === undefined) return null;
  const [first] = stacks;
  if (!first) {
    const unknown = { slices: null, sliceSpacingMm: null, sliceThicknessMm: null };
    return { rows, columns, ...unknown, missingSlices: null, duplicateSlices: null };
  }
  const single = stacks.length === 1;
  const rowsOfStacks = stacks.map(stackRow);
  const thicknesses = new Set(stacks.map(({ sliceThicknessMm }) => sliceThicknessMm));
  return {
    rows,
    columns,
    slices: single ? first.slices : null,
    sliceSpacingMm: single ? (first.sliceSpacingMm ?? null) : null,
    sliceThicknessMm: thicknesses.size === 1 ? (first.sliceThicknessMm ?? null) : null,
    missingSlices: sum(rowsOfStacks.map(({ missingSlices }) => missingSlices)),
    duplicateSlices: sum(rowsOfStacks.map(({ duplicateSlices }) => duplicateSlices)),
  };
}

/** The sum, or null where a part is not known. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>(
    (total, part) => (total === null || part === null ? null : total + part),
    0,
  );
}

function timePoints({ stacks }: SeriesGeometry): number | null {
  if (stacks.length === 0) return null;
  const points = stacks.map((stack) => stack.volumes.timePoints);
  return points.includes(undefined) ? null : Math.max(...points.map((count) => count ?? 0));
}

function volumes(geometry: SeriesGeometry): SeriesRow['volumes'] {
  const { stacks } = geometry;
  if (stacks.length === 0) return null;
  return {
    count: sum(stacks.map((stack) => stack.volumes.count ?? null)),
    separatedBy: separatorsOf(geometry),
    incomplete: stacks.reduce((total, stack) => total + stack.volumes.incomplete, 0),
  };
}
