import type { ComponentChildren, VNode } from 'preact';
import { groupBy } from '../../../../findings/group-by.js';
import type { MotionRunRow, MotionSliceRow, MotionVolumeRow } from '../../../qc-motion-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { FigureValue } from './figure.js';

/** Longer tables stand folded. */
const MOST_OPEN = 12;

const MEASURED: ReadonlySet<string> = new Set(['measured', 'reference']);

function wasMeasured({ value: { state } }: Told<MotionVolumeRow>): boolean {
  return MEASURED.has(state);
}

/** What moved most first; where that is not known before all. */
function byDisplacement(a: Told<MotionVolumeRow>, b: Told<MotionVolumeRow>): number {
  const far = ({ value }: Told<MotionVolumeRow>): number => value.fdPowerMm ?? Number.MAX_VALUE;
  return far(b) - far(a);
}

/** How far a slice is beyond its limit, as a ratio: a dropout below it, a spike above. */
function excess({ value: { kind, value, limit } }: Told<MotionSliceRow>): number {
  return kind === 'dropout' ? limit / value : value / limit;
}

function Listed({ title, n, children }: { title: string; n: number; children: ComponentChildren }): VNode {
  const head = (
    <>
      {title}: <Count n={n} what={title} />
    </>
  );
  if (n <= MOST_OPEN)
    return (
      <>
        <h5>{head}</h5>
        {children}
      </>
    );
  return <Fold summary={head}>{children}</Fold>;
}

/** A column of a figure of a volume. */
function figure(title: string, key: VolumeFigure, digits = 3): DataColumn<Told<MotionVolumeRow>> {
  return { title, numeric: true, cell: (row) => <FigureValue of={of(row, key)} digits={digits} /> };
}

type VolumeFigure = 'timeS' | 'fdPowerMm' | 'fdJenkinsonMm' | 'displacementMm' | 'dvarsStandardised';

/** Volumes that are taken out because they moved, or because it is not known how far. */
export function CensoredVolumes({
  run,
  caption,
}: {
  run: Told<MotionRunRow>;
  caption: string;
}): VNode | null {
  const rows = each(of(run, 'volumes'))
    .filter((row) => row.value.censored === true && wasMeasured(row))
    .sort(byDisplacement);
  if (rows.length === 0) return null;
  return (
    <Listed title="Censored volumes" n={rows.length}>
      <DataTable
        caption={caption}
        rows={rows}
        columns={[
          { title: 'Volume', numeric: true, head: true, cell: (row) => <Num of={of(row, 'volume')} /> },
          { title: 'State', cell: (row) => <Text of={of(row, 'state')} /> },
          figure('Time, s', 'timeS', 2),
          figure('FD (Power), mm', 'fdPowerMm'),
          figure('FD (Jenkinson), mm', 'fdJenkinsonMm'),
          figure('From the reference, mm', 'displacementMm'),
          figure('DVARS, standardised', 'dvarsStandardised'),
        ]}
      />
    </Listed>
  );
}

/** Volumes that were not measured, by reason. */
export function UnmeasuredVolumes({ run }: { run: Told<MotionRunRow> }): VNode | null {
  const rows = each(of(run, 'volumes')).filter((row) => !wasMeasured(row));
  if (rows.length === 0) return null;
  const groups = groupBy(rows, ({ value }) => `${value.state} ${value.why}`);
  return (
    <Listed title="Volumes that were not measured" n={rows.length}>
      <ul class="plain">
        {[...groups.values()].map((group) => (
          <UnmeasuredGroup group={group} />
        ))}
      </ul>
    </Listed>
  );
}

function UnmeasuredGroup({ group }: { group: readonly Told<MotionVolumeRow>[] }): VNode {
  const [first] = group;
  return (
    <li>
      <Text of={first && of(first, 'state')} />,{' '}
      <Text of={first && of(first, 'why')} why="no reason is told" />: volume{' '}
      {group.map((row, i) => (
        <>
          {i > 0 && ', '}
          <Num of={of(row, 'volume')} />
        </>
      ))}
    </li>
  );
}

/** Slices that lost signal or hold a spike. */
export function OutlierSlices({ run, caption }: { run: Told<MotionRunRow>; caption: string }): VNode | null {
  const rows = each(of(run, 'slices')).sort((a, b) => excess(b) - excess(a));
  if (rows.length === 0) return null;
  return (
    <Listed title="Slices with a dropout or a spike" n={rows.length}>
      <p>
        A dropout lost signal: its value is the share that is left. A spike is a peak in the raw data
        (k-space) that does not belong there: its value is how many times it is as high as what lies around
        it.
      </p>
      <DataTable
        caption={caption}
        rows={rows}
        columns={[
          { title: 'What', cell: (row) => <Text of={of(row, 'kind')} /> },
          { title: 'Volume', numeric: true, cell: (row) => <Num of={of(row, 'volume')} /> },
          { title: 'Slice', numeric: true, cell: (row) => <Num of={of(row, 'slice')} /> },
          {
            title: 'Frame',
            numeric: true,
            cell: (row) => <Num of={of(row, 'frame')} why="not multi-frame" />,
          },
          { title: 'Value', numeric: true, cell: (row) => <FigureValue of={of(row, 'value')} /> },
          { title: 'Limit', numeric: true, cell: (row) => <FigureValue of={of(row, 'limit')} /> },
          {
            title: 'SOP Instance UID',
            wide: true,
            cell: (row) => <Text of={of(row, 'sopInstanceUID')} code />,
          },
        ]}
      />
    </Listed>
  );
}
