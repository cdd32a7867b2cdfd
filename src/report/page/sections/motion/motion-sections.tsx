import { imagePlot } from '../../../plots/image-plot.js';
import { motionPlot } from '../../../plots/motion-plot.js';
import { phantomPlot } from '../../../plots/phantom-plot.js';
import type { MotionCheckRow, QcMotionSections } from '../../../qc-motion-sections.js';
import type { PageSection, SectionMaker } from '../../page-section.js';
import { toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Defined } from './definitions.js';
import { drawWorst } from './draw-worst.js';
import { ImagePart } from './image-part.js';
import { type Judged, type JudgedRow, judgedRows, strayChecks } from './judged.js';
import { LimitTable } from './limit-table.js';
import { NotDrawn } from './part.js';
import { PhantomPart } from './phantom-part.js';
import { hasTraces, RunPart } from './run-part.js';
import { RunTable } from './run-table.js';
import { StillTable } from './still-table.js';

/** Rows of one kind of a report. */
interface Some<R extends JudgedRow> {
  readonly all: readonly Judged<R>[];
  /** Of places on the page: that of the report. */
  readonly prefix: string;
}

async function runs({ all, prefix }: Some<QcMotionSections['series'][number]>): Promise<PageSection[]> {
  if (all.length === 0) return [];
  const measured = all.filter(({ row }) => hasTraces(row.value));
  const { svgs, left } = await drawWorst(measured, ({ row }) => motionPlot(row.value));
  const body = (
    <>
      <p>
        FD, framewise displacement, is how far the head moved from one volume to the next. A volume that moved
        more than the limit is censored: taken out of the analysis.
      </p>
      <RunTable runs={all} />
      <NotDrawn n={left} />
      <Defined checks={all.flatMap(({ checks }) => checks)} id={`${prefix}run-figure`}>
        {all.map((run) => (
          <RunPart run={run} svg={svgs.get(run.id)} />
        ))}
      </Defined>
    </>
  );
  return [{ chapter: 'motion', title: 'Series over time', body }];
}

async function images({ all, prefix }: Some<QcMotionSections['images'][number]>): Promise<PageSection[]> {
  if (all.length === 0) return [];
  const drawable = all.filter(({ row }) => row.value.slices.length > 0);
  const { svgs, left } = await drawWorst(drawable, ({ row }) => imagePlot(row.value));
  const body = (
    <>
      <p>Images that are no series over time. No figure here is a grade of motion.</p>
      <StillTable caption="Images, the worst first" stills={all} />
      <NotDrawn n={left} />
      <Defined checks={all.flatMap(({ checks }) => checks)} id={`${prefix}image-figure`}>
        {all.map((image) => (
          <ImagePart image={image} svg={svgs.get(image.id)} />
        ))}
      </Defined>
    </>
  );
  return [{ chapter: 'quality', title: 'Images', body }];
}

async function phantoms({ all, prefix }: Some<QcMotionSections['phantoms'][number]>): Promise<PageSection[]> {
  if (all.length === 0) return [];
  const found = all.filter(({ row }) => row.value.parts.length > 0);
  const { svgs, left } = await drawWorst(found, ({ row, checks }) =>
    phantomPlot(
      row.value,
      checks.map(({ value }) => value),
    ),
  );
  const body = (
    <>
      <StillTable caption="Phantoms, the worst first" stills={all} />
      <NotDrawn n={left} />
      <Defined checks={all.flatMap(({ checks }) => checks)} id={`${prefix}phantom-figure`}>
        {all.map((phantom) => (
          <PhantomPart phantom={phantom} svg={svgs.get(phantom.id)} />
        ))}
      </Defined>
    </>
  );
  return [{ chapter: 'quality', title: 'Phantoms', body }];
}

/** Limits of a series of which nothing was measured. */
function strays(checks: readonly Told<MotionCheckRow>[]): PageSection[] {
  if (checks.length === 0) return [];
  const body = <LimitTable caption="Limits that belong to nothing that was measured" checks={checks} />;
  return [{ chapter: 'quality', title: 'Other limits', body }];
}

/** What a report of qc-motion has to say: of runs over time, of images, and of phantoms. */
export const motionSections: SectionMaker = async (source) => {
  const report = toldReport<QcMotionSections>(source);
  const checks = each(of(report, 'checks'));
  const prefix = `r${source.number}-`;
  const series = judgedRows(each(of(report, 'series')), checks, { kind: 'run', prefix });
  const stills = judgedRows(each(of(report, 'images')), checks, { kind: 'image', prefix });
  const shown = judgedRows(each(of(report, 'phantoms')), checks, { kind: 'phantom', prefix });
  return [
    ...(await runs({ all: series, prefix })),
    ...(await images({ all: stills, prefix })),
    ...(await phantoms({ all: shown, prefix })),
    ...strays(strayChecks(checks, [...series, ...stills, ...shown])),
  ];
};
