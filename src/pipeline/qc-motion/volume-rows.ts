import type { MotionSliceRow, MotionVolumeRow } from '../../report/qc-motion-sections.js';
import type { Censoring } from '../../rules/motion/run/censor.js';
import { TRUST_REASONS } from '../../rules/motion/trust/reasons.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { JudgedRun } from './run-state.js';
import { SHOWN_MATRIX, shown, three } from './shown.js';
import type { VolumeFigures } from './volume-figures.js';

function firstUid({ slices }: PlannedVolume, instances: InstanceTable): string {
  const [first] = slices;
  return first ? instances.sopInstanceUID(first.instance) : '';
}

/** A volume as the report shows it. */
export function volumeRow(
  volume: VolumeFigures,
  censored: Censoring | undefined,
  instances: InstanceTable,
): MotionVolumeRow {
  const { trust, point, place, previous } = volume;
  return {
    volume: volume.volume,
    state: trust.state,
    why: 'reason' in trust ? TRUST_REASONS[trust.reason] : null,
    sopInstanceUID: firstUid(point.plan, instances),
    group: point.group,
    timeS: shown(point.timeS),
    reference: volume.reference ?? volume.volume,
    previous: previous ?? null,
    transform: place ? [...place.transform].map((value) => shown(value, SHOWN_MATRIX) ?? 0) : null,
    translationMm: three(place?.parameters.translationMm),
    rotationDeg: three(place?.parameters.rotationDeg),
    fdPowerMm: shown(volume.fdPowerMm),
    fdJenkinsonMm: shown(volume.fdJenkinsonMm),
    displacementMm: shown(volume.displacementMm),
    speedMmPerS: shown(volume.speedMmPerS),
    censored: censored === undefined ? null : censored !== 'kept',
    dvars: shown(volume.dvars),
    dvarsStandardised: shown(volume.dvarsStandardised),
    dvarsVoxelwise: shown(volume.dvarsVoxelwise),
    outlierPercent: shown(volume.outlierPercent),
    qualityIndex: shown(volume.qualityIndex),
    globalSignal: shown(volume.globalSignal),
    ghostPercent: shown(volume.ghostPercent),
    withinVolumeMm: shown(volume.withinVolumeMm),
    parityScore: shown(volume.parityScore),
    correlation: shown(volume.correlation),
    overlapPercent: shown(volume.overlapPercent),
    standardErrorMm: shown(volume.standardErrorMm),
  };
}

/** Dropouts and spikes of a run, volume by volume. */
export function sliceRows({ run, measured }: JudgedRun, instances: InstanceTable): MotionSliceRow[] {
  const rows = measured.groups.flatMap(({ group, events }) => {
    return events.map((event): MotionSliceRow => {
      const volume = group.members[event.volume] ?? 0;
      const slice = run.points[volume]?.plan.slices[event.slice];
      const isFrame = slice && slice.tile === undefined && instances.frameRows(slice.instance).count > 1;
      return {
        ...{ kind: event.kind, volume, slice: event.slice },
        sopInstanceUID: slice ? instances.sopInstanceUID(slice.instance) : '',
        frame: isFrame ? slice.frame + 1 : null,
        value: shown(event.value) ?? 0,
        limit: shown(event.limit) ?? 0,
      };
    });
  });
  return rows.sort((a, b) => a.volume - b.volume || a.slice - b.slice || a.kind.localeCompare(b.kind));
}
