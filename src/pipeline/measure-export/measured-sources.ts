import type { InstanceRef, MeasurementSource } from '../../measure/source.js';
import type { RowImage } from '../../report/measure-export-sections.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { Scan } from '../scan/scan.js';
import { Acquisitions } from './acquired.js';
import { Images } from './images.js';
import { isoDate } from './iso-date-time.js';
import { type ItemContext, type ItemFigures, referencesOf } from './item-figures.js';
import type { MeasuredRegion, ReadSource, RegionsResult, SourceFile } from './measure-job.js';
import { ofPatients } from './of-patients.js';
import type { MeasureExportOptions } from './options.js';
import { People, showsDates } from './people.js';
import { RowCodes, rowUid } from './row-code.js';
import { rowSource } from './row-source.js';
import type { SourceContext } from './rows.js';
import type { MeasuredSource } from './run-state.js';
import { itemRows, regionRows, withReadProblems } from './source-rows.js';

/** What was read and measured, by the numbers of files. */
export interface Gathered {
  readonly scan: Scan;
  readonly fullPath: (file: number) => Buffer;
  readonly options: MeasureExportOptions;
  readonly describe: (text: string) => string;
  readonly read: ReadonlyMap<number, ReadSource>;
  readonly regions: ReadonlyMap<number, RegionsResult>;
  readonly outlines: ReadonlyMap<number, RegionsResult>;
  /** SOP Instance UIDs that files with different content claim. */
  readonly conflicting: ReadonlySet<string>;
  /** Paths of objects that map values to the real world. */
  readonly maps: readonly Uint8Array[];
}

type Identity = Pick<MeasuredSource, 'sopInstanceUID' | 'sopClassUID' | 'seriesUID' | 'studyUID'>;

/** Turns what was read and measured of each object into rows. */
export class MeasuredSources {
  private readonly images: Images;
  private readonly acquisitions: Acquisitions;
  private readonly people: People;
  private readonly codes: RowCodes;
  /** Regions of segmentations by SOP Instance UID. */
  private readonly segments = new Map<
    string,
    { readonly regions: readonly MeasuredRegion[]; readonly patientID: string }
  >();

  constructor(private readonly gathered: Gathered) {
    const { scan, options, regions, read } = gathered;
    this.people = new People(options.identifiers);
    this.codes = new RowCodes(gathered.describe);
    this.acquisitions = new Acquisitions(scan.instances);
    this.images = new Images(gathered, wantedImages(read.values()));
    for (const [file, result] of regions) {
      const instance = scan.files.instance(file);
      if ('unreadable' in result || instance === undefined) continue;
      const uid = scan.instances.sopInstanceUID(instance);
      // Objects that claim one UID with different content: a reference to it names neither.
      const patientID = scan.instances.header(instance).patient.id;
      this.segments.set(uid, { regions: this.segments.has(uid) ? [] : result.regions, patientID });
    }
  }

  /** True where an instance that was referred to is among the files. */
  readonly isPresent = (sopInstanceUID: string): boolean =>
    this.images.find({ sopInstanceUID }) !== undefined;

  /** The rows of one object. */
  async of(source: SourceFile): Promise<MeasuredSource> {
    const result = this.gathered.read.get(source.file) ?? this.gathered.regions.get(source.file);
    const identity = this.identityOf(source, result);
    const nothing = { source, ...identity, studyDate: null, references: [], rows: [], problems: [] };
    if (!result) return { ...nothing, unreadable: 'internal-error' };
    if ('unreadable' in result) return { ...nothing, unreadable: result.unreadable };
    const header = this.headerFor(source, result);
    const own = { ...nothing, studyDate: header ? isoDate(header.studyDate) : null };
    const shared = this.sharedBy(source, identity, result);
    const tolerance = { relative: this.gathered.options.tolerance };
    if ('regions' in result) {
      const imageOf = (region: MeasuredRegion) => this.imageOfRegion(source, region);
      const made = regionRows(result.regions, { shared, tolerance, imageOf });
      const rows = withReadProblems(made.rows, result.problems);
      return { ...own, rows, problems: [...result.problems, ...made.problems] };
    }
    const title = this.codes.of(result.title);
    const made = await itemRows(result, this.contextOf(source, result), { shared, tolerance });
    return {
      ...own,
      ...(title && { title }),
      references: result.references.map((one) => ({ ...one, sopInstanceUID: this.uid(one.sopInstanceUID) })),
      rows: withReadProblems(made.rows, result.problems),
      problems: [...result.problems, ...made.problems],
    };
  }

  private contextOf(source: SourceFile, read: MeasurementSource): ItemContext {
    const { file } = source;
    const patientID = this.headerOf(source)?.patient.id ?? read.patientID ?? '';
    const outlines = this.gathered.outlines.get(file);
    const byPath = new Map(
      outlines && 'regions' in outlines ? outlines.regions.map((region) => [region.itemPath, region]) : [],
    );
    return {
      images: this.images,
      patientID,
      segmentsOf: (uid) => {
        const found = this.segments.get(uid);
        const problems = found ? ofPatients(patientID, found.patientID) : [];
        return found?.regions.map((region) => ({ ...region, problems: [...region.problems, ...problems] }));
      },
      outlinesOf: (itemPath) => byPath.get(itemPath),
    };
  }

  private headerOf({ file }: SourceFile): SeriesHeader | undefined {
    const instance = this.gathered.scan.files.instance(file);
    return instance === undefined ? undefined : this.gathered.scan.instances.header(instance);
  }

  /** Its own header; of an annotation, which has none, that of the images it names. */
  private headerFor(source: SourceFile, result: object): SeriesHeader | undefined {
    return (
      this.headerOf(source) ??
      ('items' in result ? this.headerOfImages(result as MeasurementSource) : undefined)
    );
  }

  private identityOf(source: SourceFile, result: ReadSource | RegionsResult | undefined): Identity {
    const header = this.headerOf(source);
    if (header) {
      const { sopClassUID, seriesUID, studyUID } = header;
      return { sopInstanceUID: source.sopInstanceUID, sopClassUID, seriesUID, studyUID };
    }
    const read = result && 'items' in result ? result : undefined;
    return {
      sopInstanceUID: this.uid(read?.sopInstanceUID),
      sopClassUID: '',
      seriesUID: this.uid(read?.seriesUID),
      studyUID: this.uid(read?.studyUID),
    };
  }

  /** A UID as it may be told: annotations have any text in its place. */
  private uid(text: string | undefined): string {
    return rowUid(text, this.gathered.describe) ?? '';
  }

  private sharedBy(
    source: SourceFile,
    identity: Identity,
    result: Exclude<ReadSource | RegionsResult, { unreadable: unknown }>,
  ): SourceContext {
    const { scan, options, describe } = this.gathered;
    const header = this.headerFor(source, result);
    const whose = this.headerOf(source) ?? ('items' in result ? this.whose(result, header) : undefined);
    const dates = options.identifiers || (header !== undefined && showsDates(header));
    return {
      source: rowSource({ source, ...identity }, scan),
      subject: whose ? this.people.subjectOf(whose) : { subject: null, site: null, visit: null },
      studyDate: dates && header ? isoDate(header.studyDate) : null,
      reader: ({ observer }) => this.people.readerOf(observer),
      codes: this.codes,
      describe,
      showsDates: dates,
      imageOf: (figures) => this.rowImage(figures),
    };
  }

  /** AIM has no header: its own Patient ID says whose it is, and the images that it names where these agree. */
  private whose(
    { patientID }: MeasurementSource,
    images: SeriesHeader | undefined,
  ): Pick<SeriesHeader, 'patient' | 'further'> | undefined {
    if (patientID === undefined || images?.patient.id === patientID) return images;
    return { patient: { issuer: '', id: patientID, name: '', birthDate: '', sex: '' } };
  }

  private headerOfImages({ items }: MeasurementSource): SeriesHeader | undefined {
    for (const { geometries } of items) {
      for (const image of referencesOf(geometries)) {
        const found = this.images.find(image);
        if (found) return this.images.header(found.instance);
      }
    }
    return undefined;
  }

  private imageOfRegion(
    { file }: SourceFile,
    { candidate }: MeasuredRegion,
  ): Pick<ItemFigures, 'image' | 'instance'> {
    const result = this.gathered.regions.get(file);
    if (candidate === undefined || !result || 'unreadable' in result) return {};
    const volume = result.volumes[candidate];
    return volume ? { image: { sopInstanceUID: '', ...volume } } : {};
  }

  private rowImage({ image, instance }: ItemFigures): RowImage | null {
    if (!image) return null;
    const header = instance === undefined ? undefined : this.images.header(instance);
    return {
      studyUID: header?.studyUID ?? rowUid(image.studyUID, this.gathered.describe),
      seriesUID: header?.seriesUID ?? rowUid(image.seriesUID, this.gathered.describe),
      sopInstanceUID: this.uid(image.sopInstanceUID) || null,
      frames: image.frames ?? [],
      frameOfReferenceUID: header?.frameOfReferenceUID || null,
      ...(instance === undefined
        ? this.acquisitions.ofSeries(image.seriesUID ?? '')
        : this.acquisitions.ofInstance(instance)),
    };
  }
}

/** Every image that is referred to by anything that was read. */
function* wantedImages(read: Iterable<ReadSource>): Generator<InstanceRef> {
  for (const source of read) {
    if ('unreadable' in source) continue;
    yield* source.references;
    for (const { geometries, context } of source.items) {
      yield* referencesOf(geometries);
      // A drawing of a presentation state is on all of them.
      if (source.kind === 'PR') yield* context.sourceImages;
    }
  }
}
