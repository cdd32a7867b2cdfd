import type { Dataset } from '../../dicom/dataset.js';
import type { Delivery, Series } from '../../study/model.js';
import { planVolumes } from '../../study/volume/plan.js';
import { VolumeError } from '../../study/volume/volume-error.js';
import type { Scan } from '../scan/scan.js';
import type { VolumeCandidate } from './measure-job.js';

/** What an object says of the images that its regions lie in. */
export interface RegionReferences {
  readonly seriesUIDs: readonly string[];
  readonly sopInstanceUIDs: ReadonlySet<string>;
  readonly frameOfReferenceUIDs: readonly string[];
}

/** Reads them: Common Instance Reference (PS3.3 C.12.2), and the frames of reference of a structure set (C.8.8.5). */
export function regionReferences(dataset: Dataset): RegionReferences {
  const series = referencedSeries(dataset);
  const spaces = dataset.sequence('ReferencedFrameOfReferenceSequence');
  const instances = series.flatMap((item) => [
    ...item.sequence('ReferencedInstanceSequence'),
    ...item.sequence('ContourImageSequence'),
  ]);
  const uids = [dataset, ...spaces].flatMap((item) => item.string('FrameOfReferenceUID') ?? []);
  return {
    seriesUIDs: series.flatMap((item) => item.string('SeriesInstanceUID') ?? []),
    sopInstanceUIDs: new Set(instances.flatMap((item) => item.string('ReferencedSOPInstanceUID') ?? [])),
    frameOfReferenceUIDs: [...new Set(uids)],
  };
}

function referencedSeries(dataset: Dataset): Dataset[] {
  const studies = [...dataset.sequence('StudiesContainingOtherReferencedInstancesSequence'), dataset].flatMap(
    (item) => item.sequence('ReferencedSeriesSequence'),
  );
  const ofSpaces = dataset
    .sequence('ReferencedFrameOfReferenceSequence')
    .flatMap((space) => space.sequence('RTReferencedStudySequence'))
    .flatMap((study) => study.sequence('RTReferencedSeriesSequence'));
  return [...studies, ...ofSpaces];
}

/** What is measured lies in images, not in what others derived from them. */
const DERIVED: ReadonlySet<string> = new Set(['SEG', 'RTSTRUCT', 'PR']);

/** The volumes of a delivery that regions can lie in. */
export class Volumes {
  private readonly planned = new Map<Series, readonly VolumeCandidate[]>();

  constructor(
    private readonly scan: Pick<Scan, 'instances'>,
    private readonly delivery: Delivery,
  ) {}

  /**
   * Volumes of the series that an object names; where none of these is there, those of its frame of reference. First
   * those that hold the instances it names.
   */
  candidates({ seriesUIDs, sopInstanceUIDs, frameOfReferenceUIDs }: RegionReferences): VolumeCandidate[] {
    const all = this.delivery.studies.flatMap(({ studyUID, series }) =>
      series.map((one) => ({ studyUID, series: one })),
    );
    const holds = ({ series }: (typeof all)[number]): boolean =>
      seriesUIDs.includes(series.seriesUID) ||
      (sopInstanceUIDs.size > 0 &&
        series.instances.some((i) => sopInstanceUIDs.has(this.scan.instances.sopInstanceUID(i))));
    const named = all.filter(holds);
    const sharesSpace = ({ series }: (typeof all)[number]): boolean =>
      series.headers.some(
        ({ frameOfReferenceUID }) =>
          frameOfReferenceUID !== '' && frameOfReferenceUIDs.includes(frameOfReferenceUID),
      );
    const namedVolumes = named.flatMap((one) => this.volumesOf(one, false));
    const volumes =
      namedVolumes.length > 0
        ? namedVolumes
        : all.filter(sharesSpace).flatMap((one) => this.volumesOf(one, true));
    return volumes
      .map((volume) => ({ ...volume, namedInstances: this.hits(volume, sopInstanceUIDs) }))
      .sort((a, b) => b.namedInstances - a.namedInstances);
  }

  private hits({ plan }: VolumeCandidate, uids: ReadonlySet<string>): number {
    if (uids.size === 0) return 0;
    const instances = new Set(plan.slices.map(({ instance }) => instance));
    let hits = 0;
    for (const instance of instances) if (uids.has(this.scan.instances.sopInstanceUID(instance))) hits++;
    return hits;
  }

  private volumesOf(
    { studyUID, series }: { readonly studyUID: string; readonly series: Series },
    byFrameOfReference: boolean,
  ): VolumeCandidate[] {
    const known = this.planned.get(series) ?? this.plan(studyUID, series);
    this.planned.set(series, known);
    return known.map((volume) => ({ ...volume, byFrameOfReference }));
  }

  private plan(studyUID: string, { seriesUID, instances }: Series): VolumeCandidate[] {
    const { volumes } = planVolumes(this.scan.instances, instances);
    return volumes
      .filter(({ grid }) => !(grid instanceof VolumeError))
      .map((plan) => ({
        plan,
        seriesUID,
        studyUID,
        byFrameOfReference: false,
        namedInstances: 0,
        ...this.belongsTo(plan),
        sliceDistance: this.sliceDistance(plan),
      }))
      .filter(({ modality }) => !DERIVED.has(modality));
  }

  private belongsTo({
    slices: [first],
  }: VolumeCandidate['plan']): Pick<VolumeCandidate, 'modality' | 'frameOfReferenceUID' | 'patientID'> {
    if (!first) return { modality: '', frameOfReferenceUID: '', patientID: '' };
    const { modality, frameOfReferenceUID, patient } = this.scan.instances.header(first.instance);
    return { modality, frameOfReferenceUID, patientID: patient.id };
  }

  /** PS3.3 C.7.6.2.1.1: Slice Thickness is no distance of slices. */
  private sliceDistance({ grid, slices }: VolumeCandidate['plan']): VolumeCandidate['sliceDistance'] {
    if (!(grid instanceof VolumeError) && grid.sliceSpacingFrom === 'positions') return 'positions';
    const [first] = slices;
    const declared = first && this.scan.instances.header(first.instance).declared.sliceSpacingMm;
    return declared === undefined ? 'unknown' : 'declared';
  }
}
