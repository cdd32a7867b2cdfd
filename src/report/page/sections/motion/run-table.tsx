import type { VNode } from 'preact';
import type { MotionRunRow } from '../../../qc-motion-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Count, Nothing } from '../../value.js';
import { RowFigure } from './figure.js';
import type { Judged } from './judged.js';
import { judgedColumns } from './judged-columns.js';
import { StudyList, studiesOf } from './series-name.js';

type Column = DataColumn<Judged<MotionRunRow>>;

/** A column of a figure; its title has the unit. */
function figure(title: string, name: string, digits = 0): Column {
  return {
    title,
    numeric: true,
    cell: ({ row }) => <RowFigure row={row} name={name} digits={digits} bare />,
  };
}

/** Volumes that are taken out by their displacement; unknown where no volume was held against a limit. */
function Censored({ row: { value } }: Judged<MotionRunRow>): VNode {
  const known = value.volumes.filter(({ censored }) => censored !== null);
  if (known.length === 0)
    return <Nothing why={value.why ?? 'no limit of framewise displacement was held against it'} />;
  return <Count n={known.filter(({ censored }) => censored).length} what="censored volumes of the run" />;
}

/** All runs of a report, the worst first, each with a link to what is told of it below. */
export function RunTable({ runs }: { runs: readonly Judged<MotionRunRow>[] }): VNode {
  const studies = studiesOf(runs.map(({ row }) => row));
  return (
    <>
      <DataTable
        caption="Runs over time, the worst first"
        rows={runs}
        columns={[
          ...judgedColumns<MotionRunRow>('Run', studies),
          figure('Volumes', 'volumes'),
          figure('Measured, %', 'measuredShare', 1),
          figure('Mean FD, mm', 'meanFdPowerMm', 3),
          figure('Largest FD, mm', 'maxFdPowerMm', 3),
          { title: 'Censored', numeric: true, cell: Censored },
          figure('Dropouts', 'dropoutSlices'),
          figure('Spikes', 'spikeSlices'),
          figure('tSNR', 'tsnr', 1),
          figure('Usable, min', 'usableMinutes', 2),
        ]}
      />
      <StudyList studies={studies} />
    </>
  );
}
