import type { Figure, MotionRunRow, MotionVolumeRow } from '../qc-motion-sections.js';
import { type Band, bands } from './course.js';
import { type CurvePanel, curvePanel } from './curve-panel.js';
import { drawSvg, type Spec } from './draw-svg.js';
import { heatMapPanel } from './heat-map-panel.js';
import { AXIS_COLOURS, AXIS_DASHES } from './palette.js';

const CONFIG: Spec = {
  font: 'Helvetica, Arial, sans-serif',
  background: '#ffffff',
  // The image is one thing with a title and a description, not thousands of marks to be read out.
  aria: false,
  axis: { gridColor: '#e8e8e8', labelFontSize: 10, titleFontSize: 11, titleFontWeight: 'normal' },
  legend: { labelFontSize: 10, titleFontSize: 10, titleFontWeight: 'normal', orient: 'right', offset: 10 },
  title: { anchor: 'start', fontSize: 12, offset: 4 },
  view: { stroke: '#888888' },
  concat: { spacing: 12 },
};
const STYLES = { colours: AXIS_COLOURS, dashes: AXIS_DASHES };

type Context = Pick<CurvePanel, 'run' | 'bands'>;

/** One axis of a triple. */
function along(triple: (row: MotionVolumeRow) => readonly number[] | null, axis: number) {
  return (row: MotionVolumeRow): Figure => triple(row)?.[axis] ?? null;
}

/** The six parameters about the volumes' centre, in patient coordinates (LPS). */
function parameterPanels(context: Context): Spec[] {
  const translation = (row: MotionVolumeRow): readonly number[] | null => row.translationMm;
  const rotation = (row: MotionVolumeRow): readonly number[] | null => row.rotationDeg;
  return [
    curvePanel({
      ...context,
      title: 'Translation',
      unit: 'mm',
      curves: ['x (left +)', 'y (posterior +)', 'z (head +)'].map((name, i) => ({
        name,
        at: along(translation, i),
      })),
      styles: STYLES,
      atLeast: [-0.25, 0.25],
    }),
    curvePanel({
      ...context,
      title: 'Rotation, right-handed',
      unit: 'degrees',
      curves: ['about x', 'about y', 'about z'].map((name, i) => ({ name, at: along(rotation, i) })),
      styles: STYLES,
      atLeast: [-0.25, 0.25],
    }),
  ];
}

/** Power et al. 2012. */
function displacementPanel(context: Context): Spec {
  const { censorFdMm } = context.run;
  const hasLimit = censorFdMm !== null && Number.isFinite(censorFdMm);
  return curvePanel({
    ...context,
    title: 'Framewise displacement (Power), 50 mm sphere',
    unit: 'mm',
    curves: [{ name: 'FD', at: ({ fdPowerMm }) => fdPowerMm }],
    atLeast: [0, 0.25],
    explainsGroups: true,
    ...(hasLimit ? { limit: { value: censorFdMm, label: `censored above ${censorFdMm} mm` } } : {}),
  });
}

/** Standardised where it is known, so that plots can be compared; else in the unit of the stored values. */
function dvarsPanel(context: Context): Spec {
  const standardised = context.run.volumes.some(
    ({ dvarsStandardised: d }) => d !== null && Number.isFinite(d),
  );
  return curvePanel({
    ...context,
    title: standardised ? 'DVARS, standardised (1: what noise explains)' : 'DVARS, not standardised',
    unit: standardised ? 'ratio' : 'signal',
    curves: [{ name: 'DVARS', at: (row) => (standardised ? row.dvarsStandardised : row.dvars) }],
    atLeast: standardised ? [0.8, 1.2] : [0, 1],
  });
}

/** Volumes in all stretches of a kind. */
function count(all: readonly Band[], kind: Band['band']): number {
  return all.filter(({ band }) => band === kind).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Number and kind only: a description may hold a name. */
function heading({ seriesNumber, kind, run }: MotionRunRow): string {
  const series = seriesNumber === null ? 'Series without a number' : `Series ${seriesNumber}`;
  return [series, ...(run > 0 ? [`run ${run + 1}`] : []), ...(kind === null ? [] : [kind])].join(', ');
}

function summary({ volumes, intervalS, outcome }: MotionRunRow, shaded: readonly Band[]): string {
  const interval =
    intervalS !== null && Number.isFinite(intervalS) ? ` every ${Number(intervalS.toFixed(3))} s` : '';
  const censored = `${count(shaded, 'censored')} censored (pale bands)`;
  const unknown = `${count(shaded, 'not measured')} not measured (grey bands)`;
  return `${outcome}: ${volumes.length} volume${volumes.length === 1 ? '' : 's'}${interval}, ${censored}, ${unknown}`;
}

/**
 * The run as one SVG: three translations, three rotations, framewise displacement with the limit, DVARS, and the slices
 * of all volumes as a heat map. No image of the subject, no identifying value, the same bytes for the same run.
 */
export async function motionPlot(run: MotionRunRow): Promise<string> {
  const shaded = bands(run);
  const context: Context = { run, bands: shaded };
  const [title, subtitle] = [heading(run), summary(run, shaded)];
  const panels = [
    ...parameterPanels(context),
    displacementPanel(context),
    dvarsPanel(context),
    heatMapPanel(run, shaded),
  ];
  const spec: Spec = {
    padding: 12,
    config: CONFIG,
    title: { text: title, subtitle, fontSize: 15, subtitleFontSize: 11, offset: 10 },
    vconcat: panels,
    resolve: {
      scale: { color: 'independent', shape: 'independent', fill: 'independent', strokeDash: 'independent' },
    },
  };
  const description =
    'Five panels over the volume number: translation, rotation, framewise displacement, DVARS and the gain of each ' +
    `slice. ${subtitle}.`;
  return drawSvg(spec, { title: `Motion of ${title}`, description });
}
