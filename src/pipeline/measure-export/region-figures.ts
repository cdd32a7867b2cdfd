import type { RecomputedFigure } from '../../measure/figures.js';
import { valueFigures } from '../../measure/intensity/value-figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { RegionGrid, VoxelRegion } from '../../measure/region.js';
import { cross, dot, type Vector3 } from '../../study/vectors.js';
import { instanceFiles } from '../volumes/job-files.js';
import type { RegionsJob } from './measure-job.js';
import { ofPatients } from './of-patients.js';
import { RealWorldObjects } from './real-world-objects.js';
import { type VolumeValues, volumeValues } from './volume-values.js';

/** Figures of values that are given for every kind of SUV; those of SUVbw, and of other quantities, are all given. */
const OF_ANY_SUV: readonly string[] = ['mean', 'maximum', 'minimum', 'localPeak', 'globalPeak'];

/** Figures that need to know how far slices are apart. */
const NEED_DISTANCE: readonly string[] = [
  ...['volume', 'meshVolume', 'surfaceArea', 'maximum3DDiameter'],
  ...['metabolicVolume', 'totalLesionGlycolysis', 'localPeak', 'globalPeak'],
];

/** What the values of a region give. */
export interface OfValues {
  readonly figures: readonly RecomputedFigure[];
  /** Number of the candidate. */
  readonly candidate?: number;
  /** Why there are no values. */
  readonly whyNoValues?: string;
  readonly problems: readonly MeasureProblem[];
}

/** Which volume a region was made on is not to be guessed. */
export const AMBIGUOUS: OfValues = {
  figures: [],
  whyNoValues: 'several volumes of images hold it, and nothing tells which is meant',
  problems: [{ code: 'volume-ambiguous' }],
};

/** Voxels that lie on voxels of another frame of reference do so by chance. */
export const AT_ODDS: OfValues = {
  figures: [],
  whyNoValues: 'the images have another frame of reference',
  problems: [{ code: 'frame-of-reference-at-odds' }],
};

/** The volumes that the regions of one object may lie in: the values of one of them are in memory at a time. */
export class RegionFigures {
  readonly grids: readonly RegionGrid[];
  /** The series of each. */
  readonly volumes: readonly { readonly seriesUID: string; readonly studyUID: string }[];
  private loaded: { readonly candidate: number; readonly values: VolumeValues } | undefined;

  private readonly maps: RealWorldObjects;

  constructor(private readonly job: Pick<RegionsJob, 'candidates' | 'files' | 'maps' | 'patientID'>) {
    this.maps = new RealWorldObjects(job.maps);
    this.volumes = job.candidates.map(({ seriesUID, studyUID }) => ({ seriesUID, studyUID }));
    this.grids = job.candidates.flatMap(({ plan }) => ('dims' in plan.grid ? [plan.grid] : []));
  }

  /** Candidates that share a frame of reference with a region, as far as both state one. PS3.3 C.7.4.1.1.1. */
  sharing(frameOfReferenceUID: string | undefined): readonly number[] {
    const all = [...this.job.candidates.keys()];
    if (!frameOfReferenceUID) return all;
    return all.filter((candidate) => {
      const own = this.job.candidates[candidate]?.frameOfReferenceUID;
      return !own || own === frameOfReferenceUID;
    });
  }

  /**
   * Another candidate of which as many images are named, and that the region fits as well: nothing tells which of them
   * it was made on.
   */
  rivals(candidate: number, among: readonly number[]): readonly number[] {
    const named = this.job.candidates[candidate]?.namedInstances;
    return among.filter(
      (other) => other !== candidate && this.job.candidates[other]?.namedInstances === named,
    );
  }

  /**
   * Figures of the values in the volume that the region can be counted in and whose images are named most; none where
   * there is no such volume, where several are equals, or where all are of another frame of reference.
   */
  async ofValues(
    placed: (grid: RegionGrid) => VoxelRegion | undefined,
    frameOfReferenceUID: string | undefined,
  ): Promise<OfValues> {
    const sharing = this.sharing(frameOfReferenceUID);
    const at = (candidate: number): VoxelRegion | undefined => {
      const grid = this.grids[candidate];
      return grid && placed(grid);
    };
    for (const candidate of sharing) {
      const region = at(candidate);
      if (!region) continue;
      if (region.voxelCount === 0) return { figures: [], candidate, problems: [] };
      if (this.rivals(candidate, sharing).some(at)) return AMBIGUOUS;
      return { ...(await this.valuesIn(region, candidate)), candidate };
    }
    const fitsAnother = [...this.grids.keys()].some((one) => !sharing.includes(one) && at(one));
    return fitsAnother ? AT_ODDS : { figures: [], problems: [] };
  }

  private async valuesIn(
    region: VoxelRegion,
    candidate: number,
  ): Promise<Pick<OfValues, 'figures' | 'problems'>> {
    const { layers, problems } = await this.valuesOf(candidate);
    const { byFrameOfReference = false } = this.job.candidates[candidate] ?? {};
    const { dims } = region.grid;
    const figures = layers.flatMap(({ values, quantities }) =>
      quantities.flatMap(({ quantity, factor }) =>
        valueFigures({ region, values, dims, quantity, factor, dimensions: 3 }).filter(
          ({ name }) => !/^suv(?!bw)/.test(quantity.kind) || OF_ANY_SUV.includes(name),
        ),
      ),
    );
    const borrowed: MeasureProblem[] = byFrameOfReference ? [{ code: 'image-by-frame-of-reference' }] : [];
    const found = [...problems, ...borrowed, ...this.patientProblems(candidate)];
    return { figures: this.withDistance(figures, candidate), problems: found };
  }

  /** What is to be said of whose images they are. */
  patientProblems(candidate: number): MeasureProblem[] {
    return ofPatients(this.job.patientID, this.job.candidates[candidate]?.patientID ?? '');
  }

  /** Figures of a region on the planes of a candidate: without a distance of planes there is nothing but areas. */
  withDistance(figures: readonly RecomputedFigure[], candidate: number): RecomputedFigure[] {
    if (this.job.candidates[candidate]?.sliceDistance !== 'unknown') return [...figures];
    const why = 'nothing tells the distance of its slices';
    return figures.map((figure) =>
      NEED_DISTANCE.includes(figure.name)
        ? { name: figure.name, unit: figure.unit, why, ...(figure.of && { of: figure.of }) }
        : figure,
    );
  }

  /** How far the planes of a candidate are apart, at right angles to them; undefined where nothing tells. */
  planeDistanceMm(candidate: number): number | undefined {
    const grid = this.grids[candidate];
    if (!grid || this.job.candidates[candidate]?.sliceDistance === 'unknown') return undefined;
    const column = (k: number): Vector3 => [
      grid.affine[k] ?? Number.NaN,
      grid.affine[4 + k] ?? Number.NaN,
      grid.affine[8 + k] ?? Number.NaN,
    ];
    const normal = cross(column(0), column(1));
    return Math.abs(dot(normal, column(2))) / Math.hypot(...normal);
  }

  /** What is to be said of the distance of a candidate's planes. */
  distanceProblems(candidate: number): MeasureProblem[] {
    const distance = this.job.candidates[candidate]?.sliceDistance;
    if (distance === 'unknown') return [{ code: 'slice-spacing-absent' }];
    return distance === 'declared' ? [{ code: 'slice-spacing-declared' }] : [];
  }

  private async valuesOf(candidate: number): Promise<VolumeValues> {
    if (this.loaded?.candidate === candidate) return this.loaded.values;
    this.loaded = undefined;
    const wanted = this.job.candidates[candidate];
    if (!wanted) return { layers: [], problems: [] };
    const values = await volumeValues(wanted, instanceFiles(this.job.files), this.maps);
    this.loaded = { candidate, values };
    return values;
  }
}
