// Exports the measurements of a made reading: every stored value must come out as it was written, recomputed values are
// held against the truth, and the two lengths that were falsified must be told from the others.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureExportTerminalTable } from '../../dist/cli/tables/measure-export.js';
import { corelab, show } from './corelab.mjs';

const FORMS = {
  csv: 'rows.csv',
  'csv-wide': 'lesions.csv',
  parquet: 'rows.parquet',
  redcap: 'redcap.csv',
  fhir: 'fhir.json',
};
/** Values of the initiative for its digital phantom, and how far they may be off. */
const IBSI = {
  voxelCount: [74, 0],
  volume: [592, 1e-6],
  meshVolume: [556, 4],
  surfaceArea: [388, 3],
  maximum3DDiameter: [13.1, 0.1],
  mean: [2.15, 0.005],
  localPeak: [2.6, 0.05],
  globalPeak: [3.1, 0.05],
};

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where the collections
 * are, and what prints a line
 * @returns {string[]} what differs, nothing when all is as it must be
 */
export function showMeasurements({ root, out, say }) {
  const folder = join(out, 'measurements');
  mkdirSync(folder);
  const collections = join(out, 'collections');
  const exports_ = Object.entries(FORMS).flatMap(([form, file]) => [
    '--export',
    `${form}=${join(folder, file)}`,
  ]);
  say('corelab measure-export demo-out/collections/objects --export csv=demo-out/measurements/rows.csv …\n');
  const args = ['measure-export', join(collections, 'objects'), '--json', ...exports_];
  const { report, stderr, status } = corelab(root, args);
  if (!report) return [`measure-export gave no report: ${stderr}`];
  show(report, measureExportTerminalTable);
  const phantom = corelab(root, ['measure-export', join(collections, 'ibsi-phantom'), '--json']);
  const truth = JSON.parse(readFileSync(join(collections, 'objects.truth.json'), 'utf8'));
  return [
    ...(status === 1 ? [] : [`measure-export ended with ${status}, expected 1: two lengths are falsified`]),
    ...storedValues(report.rows, truth),
    ...segments(report.rows, truth),
    ...ofPhantom(phantom.report?.rows ?? []),
    ...exported(folder, report.rows.length),
  ];
}

/** Every measurement of every report: its text as it was written, and whether it agrees with its coordinates. */
function storedValues(rows, { reports }) {
  return reports.flatMap(({ path, measurements }) =>
    measurements.flatMap(({ position, storedValue, unit, trueValue }) => {
      const row = rows.find(({ source }) => source.path.endsWith(path) && source.itemPath === position);
      const name = `${path} ${position}`;
      if (!row) return [`${name} has no row`];
      if (row.storedValue !== storedValue) return [`${name} is ${row.storedValue}, not ${storedValue}`];
      if (trueValue === null || unit === null) return [];
      const isTrue = Math.abs(Number(storedValue) - trueValue) <= 0.01 * trueValue;
      return row.agrees === isTrue ? [] : [`${name} agrees: ${row.agrees}, expected ${isTrue}`];
    }),
  );
}

function segments(rows, { segmentations }) {
  return segmentations.flatMap(({ path, segments: all }) =>
    all.flatMap(({ number, label, voxelCount }) => {
      const row = rows.find(
        ({ source, figure, lesionLabel }) =>
          source.path.endsWith(path) && figure === 'voxelCount' && lesionLabel === label,
      );
      const count = row?.recomputedValue;
      // Voxels of a fractional segment are those of at least half: the truth counts all that are not empty.
      const isFractional = path.includes('occupancy') || path.includes('probability');
      return isFractional || count === voxelCount
        ? []
        : [`${path} ${number} has ${count} voxels, not ${voxelCount}`];
    }),
  );
}

function ofPhantom(rows) {
  return Object.entries(IBSI).flatMap(([figure, [truth, most]]) => {
    const value = rows.find((row) => row.figure === figure)?.recomputedValue;
    const isNear = typeof value === 'number' && Math.abs(value - truth) <= most;
    return isNear ? [] : [`the digital phantom’s ${figure} is ${value}, not ${truth}`];
  });
}

function exported(folder, count) {
  const lines = readFileSync(join(folder, FORMS.csv), 'utf8').trim().split('\r\n').length - 1;
  const bundle = JSON.parse(readFileSync(join(folder, FORMS.fhir), 'utf8'));
  const magic = readFileSync(join(folder, FORMS.parquet)).subarray(0, 4).toString('latin1');
  return [
    ...(lines === count ? [] : [`rows.csv holds ${lines} rows, not ${count}`]),
    ...(bundle.resourceType === 'Bundle' && bundle.entry.length > 0 ? [] : ['fhir.json is no bundle']),
    ...(magic === 'PAR1' ? [] : ['rows.parquet is no Parquet file']),
  ];
}
