import type { VNode } from 'preact';
import type { MotionRunRow } from '../../../qc-motion-sections.js';
import { Drawing } from '../../drawing.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { FigureValue } from './figure.js';
import type { Judged } from './judged.js';
import { LimitTable } from './limit-table.js';
import { CensoredVolumes, OutlierSlices, UnmeasuredVolumes } from './outliers.js';
import { Facts, Part } from './part.js';
import { NotMeasured, OtherFigures } from './unlimited.js';

const CAPTION =
  'Movement from the reference volume, framewise displacement with its limit, change of the signal (DVARS), and what each slice lost or gained, volume by volume. Pale bands: censored. Grey: not measured.';

/** Whether anything of a run can be drawn over its volumes. */
export function hasTraces({ volumes, sliceGain }: MotionRunRow): boolean {
  return (
    volumes.some(({ translationMm, dvars }) => translationMm !== null || dvars !== null) ||
    sliceGain.some((gains) => gains?.some((gain) => gain !== null))
  );
}

/** What a volume is held against, contrast by contrast. */
function Groups({ run }: { run: Told<MotionRunRow> }): VNode {
  return (
    <>
      {each(of(run, 'groups')).map((group, i) => (
        <>
          {i > 0 && '; '}
          <Text of={of(group, 'name')} />: <Num of={of(group, 'volumes')} /> volumes, reference{' '}
          <Num of={of(group, 'reference')} why="nothing could be a reference" />
        </>
      ))}
    </>
  );
}

function RunFacts({ run }: { run: Told<MotionRunRow> }): VNode {
  return (
    <Facts row={run}>
      <dt>volumes</dt>
      <dd>
        <Groups run={run} />
      </dd>
      {isTold(of(run, 'intervalS')) && <dt>every</dt>}
      {isTold(of(run, 'intervalS')) && (
        <dd>
          <FigureValue of={of(run, 'intervalS')} unit="s" />
        </dd>
      )}
      {isTold(of(run, 'censorFdMm')) && <dt>censored above</dt>}
      {isTold(of(run, 'censorFdMm')) && (
        <dd>
          <FigureValue of={of(run, 'censorFdMm')} unit="mm" /> of framewise displacement
        </dd>
      )}
    </Facts>
  );
}

/** A run over time: why it has its outcome, its traces, its figures against limits, and its outliers. */
export function RunPart({ run, svg }: { run: Judged<MotionRunRow>; svg: string | undefined }): VNode {
  const { row, checks, id } = run;
  return (
    <Part of={run}>
      {svg !== undefined && <Drawing svg={svg} id={`${id}-plot`} caption={CAPTION} />}
      {!hasTraces(row.value) && <p class="empty">No motion was measured: there are no traces to draw.</p>}
      <LimitTable caption="Figures against limits" checks={checks} />
      <CensoredVolumes run={row} caption="Censored volumes, the worst first" />
      <UnmeasuredVolumes run={row} />
      <OutlierSlices run={row} caption="Outlier slices, the worst first" />
      <NotMeasured of={run} />
      <OtherFigures of={run} caption="Figures without a limit" />
      <RunFacts run={row} />
      <p class="more">
        Figures and transforms of all <Count n={row.value.volumes.length} what="volumes of the run" /> volumes
        stand in the JSON report; volumes and slices are numbered from zero.
      </p>
    </Part>
  );
}
