import { logarithms, predictInto } from '../../motion/diffusion/prediction.js';
import { hatMatrix } from '../../motion/diffusion/tensor-terms.js';
import type { Reference } from '../../motion/realign/reference.js';
import type { Matrix4 } from '../../motion/rigid.js';
import type { Vector3 } from '../../study/vectors.js';
import { jobFiles } from '../volumes/job-files.js';
import { shared } from './group-store.js';
import type { GroupContext, MeasuredVolume } from './measure-group.js';
import type {
  FollowJob,
  GroupStore,
  PlacedVolume,
  ResampleJob,
  SharedReference,
  VolumeMeasures,
} from './motion-job.js';

/** Volumes of a job that only resamples. */
const JOB_VOLUMES = 6;

/** What the volumes of a shell are aligned with. */
export interface ShellContext
  extends Pick<GroupContext, 'run' | 'threads' | 'instances' | 'pathOf' | 'passes'> {
  readonly reference: SharedReference;
  readonly store: GroupStore;
}

/** A member of a shell, and where it lies for now. */
export interface PlacedMember extends PlacedVolume {
  readonly direction: Vector3;
}

/** A member that was aligned to its prediction. */
export interface Followed {
  /** Where it was before. */
  readonly volume: PlacedMember;
  readonly transform: Matrix4;
  /** Only of the last pass. */
  readonly measures?: VolumeMeasures;
}

/** The work on the volumes of a shell, pass by pass. */
export class ShellPasses {
  /** By member: the code of what kept it from being read or aligned, until it is measured. */
  readonly results: MeasuredVolume[];

  constructor(
    private readonly context: ShellContext,
    private readonly prepared: Reference,
    members: number,
  ) {
    this.results = Array.from({ length: members }, () => ({ error: 'no-volume' }));
  }

  /** Puts the volumes into the store as they lie; gives those that could be read. */
  async resample(volumes: readonly PlacedMember[]): Promise<PlacedMember[]> {
    const { threads } = this.context;
    const lost = new Set<number>();
    for await (const results of threads.resample(this.resampleJobs(volumes))) {
      for (const { member, error } of results) {
        if (error === undefined) continue;
        this.results[member] = { error };
        lost.add(member);
      }
    }
    return volumes.filter(({ member }) => !lost.has(member));
  }

  /** Aligns each volume to its prediction from all of them; those that cannot be aligned are left out. */
  async follow(volumes: readonly PlacedMember[], isLast: boolean): Promise<Followed[]> {
    const followed: Followed[] = [];
    let at = 0;
    for await (const result of this.context.threads.follow(this.followJobs(volumes, isLast))) {
      const volume = volumes[at++];
      if (!volume) continue;
      if ('error' in result) this.results[volume.member] = result;
      else followed.push({ volume, ...result });
    }
    return followed;
  }

  private *resampleJobs(volumes: readonly PlacedMember[]): Generator<ResampleJob> {
    const { reference, store } = this.context;
    for (let from = 0; from < volumes.length; from += JOB_VOLUMES) {
      const own = volumes.slice(from, from + JOB_VOLUMES).map(bare);
      const files = this.filesOf(own);
      yield { kind: 'resample', reference, store, files, volumes: own };
    }
  }

  private *followJobs(volumes: readonly PlacedMember[], isLast: boolean): Generator<FollowJob> {
    const { reference, store, passes, run } = this.context;
    const { values, mask } = this.prepared;
    const hat = hatMatrix(volumes.map(({ direction }) => direction));
    if (!hat) return;
    const logs = this.logarithmsOf(volumes);
    const phaseAxis = run.phaseAxis ? { phaseAxis: run.phaseAxis } : {};
    for (const [member, placed] of volumes.entries()) {
      const prediction = shared(values.length);
      // What the model is not asked for, outside the mask, is the shell's reference.
      prediction.set(values);
      predictInto(prediction, { logs, hat, member, mask });
      const volume = bare(placed);
      const own = { volume, prediction, files: this.filesOf([volume]), passes, ...phaseAxis };
      yield { kind: 'follow', reference, store, isLast, ...own };
    }
  }

  /** Of the volumes alone, one after the other. */
  private logarithmsOf(volumes: readonly PlacedMember[]) {
    const { voxels, realigned } = this.context.store;
    const values = new Float32Array(volumes.length * voxels);
    for (const [n, { member }] of volumes.entries()) {
      values.set(realigned.subarray(member * voxels, (member + 1) * voxels), n * voxels);
    }
    return logarithms({ members: volumes.length, voxels, values });
  }

  private filesOf(volumes: readonly PlacedVolume[]) {
    return jobFiles(
      volumes.map(({ plan }) => plan),
      this.context,
    );
  }
}

function bare({ member, plan, transform }: PlacedMember): PlacedVolume {
  return { member, plan, transform };
}
