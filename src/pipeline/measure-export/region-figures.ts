import type { RecomputedFigure } from '../../measure/figures.js';
import { valueFigures } from '../../measure/intensity/value-figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { RegionGrid, VoxelRegion } from '../../measure/region.js';
import { cross, dot, type Vector3 } from '../../study/vectors.js';
import { instanceFiles } from '../volumes/job-files.js';
import type { RegionsJob } from './measure-job.js';
import { type VolumeValues, volumeValues } from './volume-values.js';

/** Figures of values that are given for every kind of SUV; those of SUVbw, and of other quantities, are all given. */
const OF_ANY_SUV: readonly string[] = ['mean', 'maximum', 'minimum', 'localPeak', 'globalPeak'];

/** Figures that need to know how far slices are apart. */
const NEED_DISTANCE: readonly string[] = ['volume', 'meshVolume', 'surfaceArea', 'maximum3DDiameter'];

/** What the values of a region give. */
interface OfValues {
  readonly figures: readonly RecomputedFigure[];
  /** Number of the candidate. */
  readonly candidate?: number;
  readonly problems: readonly MeasureProblem[];
}

/** The volumes that the regions of one object may lie in: the values of one of them are in memory at a time. */
export class RegionFigures {
  readonly grids: readonly RegionGrid[];
  /** The series of each. */
  readonly volumes: readonly { readonly seriesUID: string; readonly studyUID: string }[];
  private loaded: { readonly candidate: number; readonly values: VolumeValues } | undefined;

  constructor(private readonly job: Pick<RegionsJob, 'candidates' | 'files'>) {
    this.volumes = job.candidates.map(({ seriesUID, studyUID }) => ({ seriesUID, studyUID }));
    this.grids = job.candidates.flatMap(({ plan }) => ('dims' in plan.grid ? [plan.grid] : []));
  }

  /** Figures of the values in the first volume that the region can be counted in; none where there is no such volume. */
  async ofValues(placed: (grid: RegionGrid) => VoxelRegion | undefined): Promise<OfValues> {
    for (const [candidate, grid] of this.grids.entries()) {
      const region = placed(grid);
      if (!region) continue;
      if (region.voxelCount === 0) return { figures: [], candidate, problems: [] };
      const { layers, problems } = await this.valuesOf(candidate);
      const { byFrameOfReference = false } = this.job.candidates[candidate] ?? {};
      const figures = layers.flatMap(({ values, quantities }) =>
        quantities.flatMap(({ quantity, factor }) =>
          valueFigures({ region, values, dims: grid.dims, quantity, factor, dimensions: 3 }).filter(
            ({ name }) => !/^suv(?!bw)/.test(quantity.kind) || OF_ANY_SUV.includes(name),
          ),
        ),
      );
      const borrowed: MeasureProblem[] = byFrameOfReference ? [{ code: 'image-by-frame-of-reference' }] : [];
      return { figures, candidate, problems: [...problems, ...borrowed] };
    }
    return { figures: [], problems: [] };
  }

  /** Figures of a region on the planes of a candidate: without a distance of planes there is nothing but areas. */
  withDistance(figures: readonly RecomputedFigure[], candidate: number): RecomputedFigure[] {
    if (this.job.candidates[candidate]?.sliceDistance !== 'unknown') return [...figures];
    const why = 'nothing tells the distance of its slices';
    return figures.map((figure) =>
      NEED_DISTANCE.includes(figure.name) ? { name: figure.name, unit: figure.unit, why } : figure,
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
    const values = await volumeValues(wanted, instanceFiles(this.job.files));
    this.loaded = { candidate, values };
    return values;
  }
}
