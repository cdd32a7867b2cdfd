import { join } from 'node:path';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { fixtureFile, type NewFixture } from '../../../fixtures/objects/header.js';
import { keyObjects } from '../../../fixtures/objects/key-objects.js';
import { ctImages, mrImages } from '../../../fixtures/objects/lesion-images.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { presentationStates } from '../../../fixtures/objects/presentation-states.js';
import { structureSets } from '../../../fixtures/objects/rtstruct/structure-sets.js';
import { ctSegmentations, mrSegmentation } from '../../../fixtures/objects/seg/segmentations.js';
import { measurementReports } from '../../../fixtures/objects/sr/measurement-reports.js';
import { otherReports } from '../../../fixtures/objects/sr/other-reports.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import { validatorOf } from '../../../src/io/schemas.js';
import type { Report } from '../../../src/report/envelope.js';
import type {
  MeasureExportSections,
  MeasureExportSummary,
  MeasurementRow,
} from '../../../src/report/measure-export-sections.js';
import { corelab, folder, type Ran } from '../cli.js';

/** A report of `measure-export`, parsed. */
export interface MeasureReport extends Omit<Report, 'sections' | 'summary' | 'files'>, MeasureExportSections {
  readonly summary: MeasureExportSummary;
  readonly files: readonly { readonly path: string }[];
}

/** A run of the built command with its report. */
export interface Measured extends Ran {
  readonly report: MeasureReport;
}

/** The report on standard output, which has to be there and to fit its schema. */
export async function measuredOf(ran: Ran): Promise<Measured> {
  if (ran.stdout === '') throw new Error(`no report: exit ${ran.code}, ${ran.stderr}`);
  const report = JSON.parse(ran.stdout);
  const faults = (await validatorOf('report-measure-export'))(report);
  if (faults.length > 0) throw new Error(`the report is not valid: ${JSON.stringify(faults[0])}`);
  return { ...ran, report };
}

/** Runs the built command, whose report has to fit its schema. */
export async function measureExport(...args: readonly string[]): Promise<Measured> {
  return measuredOf(await corelab(['measure-export', ...args, '--json']));
}

/** Every object of the collection before it is bytes, by its path. */
function fixtures(): ReadonlyMap<string, NewFixture> {
  const [ct, mr] = [ctImages(), mrImages()];
  const segmentations = [...ctSegmentations(ct), mrSegmentation(mr)];
  const [binary] = segmentations;
  if (!binary) throw new Error('no segmentation');
  const made = [
    ...[...segmentations, ...structureSets(ct, mr), ...keyObjects(ct), ...presentationStates(ct, mr)],
    ...[...measurementReports(ct, mr, binary), ...otherReports(ct)],
  ];
  return new Map(made.map(({ object }) => [object.path, object]));
}

let known: ReadonlyMap<string, NewFixture> | undefined;

/** The file of an object of the collection, changed. */
export function changed(
  path: string,
  change: (attributes: NewAttributes) => NewAttributes,
): Promise<FixtureFile> {
  known ??= fixtures();
  const object = known.get(path);
  if (!object) throw new Error(`no object ${path}`);
  return fixtureFile({ ...object, attributes: change(object.attributes) });
}

/** An item of a data set, changed in depth: `replace` sees every attribute of every level. */
export function deep(
  attributes: NewAttributes,
  replace: (keyword: string, value: unknown, level: NewAttributes) => unknown,
): NewAttributes {
  const entries = Object.entries(attributes).map(([keyword, value]) => {
    const isSequence =
      Array.isArray(value) && value.some((item) => item !== null && typeof item === 'object');
    const inner = isSequence ? value.map((item) => deep(item as NewAttributes, replace)) : value;
    return [keyword, replace(keyword, inner, attributes)];
  });
  return Object.fromEntries(entries) as NewAttributes;
}

/** The collection as it was made. */
export const made = await OBJECTS.make();
const collection = [...made.files];

/** Files of the collection under some folders or paths. */
export function filesOf(...paths: readonly string[]): FixtureFile[] {
  return collection.filter(({ path }) => paths.some((one) => path === one || path.startsWith(`${one}/`)));
}

/** A new folder with these files. */
export function folderOf(files: readonly FixtureFile[]): string {
  const path = join(folder('corelab-measure-'), 'in');
  writeFiles(path, files);
  return path;
}

/** The whole collection in a new folder. */
export const wholeFolder = (): string => folderOf(collection);

/** The findings, as `code outcome`. */
export function said({ findings }: MeasureReport): string[] {
  return findings.map(({ code, outcome }) => `${code} ${outcome}`);
}

/** The rows of one file. */
export function rowsOf({ rows }: MeasureReport, path: string): MeasurementRow[] {
  return rows.filter(({ source }) => source.path.endsWith(path));
}

/** A report without what differs from run to run. */
export function withoutRun({ run: _, ...rest }: MeasureReport): Omit<MeasureReport, 'run'> {
  return rest;
}
