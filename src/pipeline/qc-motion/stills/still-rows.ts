import type { Outcome } from '../../../findings/outcome.js';
import { worst } from '../../../findings/outcome.js';
import type {
  Figure,
  ImageRow,
  ImageSliceRow,
  MotionCheckRow,
  PhantomPartRow,
  PhantomRow,
} from '../../../report/qc-motion-sections.js';
import { FIGURES_OF, type KnownFigures, type LimitKind } from '../../../rules/motion/all-figures.js';
import type { InstanceTable } from '../../../study/instance-table.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { VolumeError } from '../../../study/volume/volume-error.js';
import type { GatheredSeries } from '../gathered.js';
import { leftOutTexts } from '../left-out.js';
import { checkRow, seriesHead } from '../rows.js';
import { shown, three } from '../shown.js';
import type { JudgedImage, JudgedPhantom } from './judged-still.js';

type Describe = (text: string) => string;

/** An image as the report shows it. */
export function imageRow(judged: JudgedImage, instances: InstanceTable, describe: Describe): ImageRow {
  const { series, image, limits, plots } = judged;
  return {
    ...seriesHead(series, describe),
    image: image.number,
    kind: image.kind,
    outcome: imageOutcome(judged),
    why: whyOf([
      judged.fault,
      limits === 'unsettled' ? 'it fits several series of the protocol' : undefined,
      limits === undefined ? 'no limits hold for it' : undefined,
      ...leftOutTexts(series.stills.leftOut),
    ]),
    ...gridOf(image.plan),
    limits: typeof limits === 'object' ? image.kind : null,
    ...figuresOf(judged.figures, image.kind),
    slices: sliceRows(judged, instances),
    plots,
  };
}

/** A phantom as the report shows it. */
export function phantomRow(judged: JudgedPhantom, describe: Describe): PhantomRow {
  const { series, phantom, set, plots } = judged;
  const { kind } = phantom.declaration.spec;
  return {
    ...seriesHead(series, describe),
    image: set?.number ?? 0,
    kind,
    declaredBy: phantom.declaredBy,
    outcome: phantomOutcome(judged),
    why: whyOf([judged.fault, phantom.limits ? undefined : 'no limits hold for it']),
    ...gridOf(set?.volumes[0]?.plan),
    limits: phantom.limits ? kind : null,
    ...figuresOf(judged.figures, kind),
    parts: judged.parts.map(partRow),
    plots,
  };
}

/** The verdict on an image: that of its limits; what was not measured, or fits several limits, never passes. */
export function imageOutcome({ fault, limits, results, series }: JudgedImage): Outcome {
  const isLess = fault !== undefined || limits === 'unsettled' || series.view.geometry.unplaced > 0;
  return worst([...results.map(({ outcome }) => outcome), ...(isLess ? ['not-evaluable' as const] : [])]);
}

/** The verdict on a phantom: that of its limits; one that was not found, or lacks images, never passes. */
export function phantomOutcome({ fault, results, series }: JudgedPhantom): Outcome {
  const isLess = fault !== undefined || series.view.geometry.unplaced > 0;
  return worst([...results.map(({ outcome }) => outcome), ...(isLess ? ['not-evaluable' as const] : [])]);
}

/** Limits that were held against images and phantoms. */
export function stillChecks(
  {
    images,
    phantoms,
  }: { readonly images: readonly JudgedImage[]; readonly phantoms: readonly JudgedPhantom[] },
  describe: Describe,
): MotionCheckRow[] {
  const head = (series: GatheredSeries) => {
    const { studyUID, seriesUID, seriesNumber } = seriesHead(series, describe);
    return { studyUID, seriesUID, seriesNumber };
  };
  return [
    ...images.flatMap(({ series, image, results }) =>
      results.map((result): MotionCheckRow => {
        return { ...head(series), of: 'image', run: image.number, ...checkRow(result, []) };
      }),
    ),
    ...phantoms.flatMap(({ series, set, results }) =>
      results.map((result): MotionCheckRow => {
        return { ...head(series), of: 'phantom', run: set?.number ?? 0, ...checkRow(result, []) };
      }),
    ),
  ];
}

function whyOf(parts: readonly (string | undefined)[]): string | null {
  const told = parts.filter((part) => part !== undefined);
  return told.length === 0 ? null : told.join('; ');
}

function gridOf(plan: PlannedVolume | undefined): Pick<ImageRow, 'matrix' | 'spacingMm'> {
  if (!plan || plan.grid instanceof VolumeError) return { matrix: null, spacingMm: null };
  return { matrix: [...plan.grid.dims], spacingMm: three(plan.grid.spacingMm) };
}

function figuresOf(figures: KnownFigures, kind: LimitKind): Pick<ImageRow, 'figures' | 'notMeasured'> {
  const names = FIGURES_OF[kind];
  return {
    figures: Object.fromEntries(
      names.map((name) => {
        const figure = figures[name];
        return [name, shown(figure && 'value' in figure ? figure.value : undefined)];
      }),
    ),
    notMeasured: Object.fromEntries(
      names.flatMap((name) => {
        const figure = figures[name];
        if (figure && 'value' in figure) return [];
        return [[name, figure && 'why' in figure ? figure.why : (figure?.notApplicable ?? '')]];
      }),
    ),
  };
}

/** Slices that were held against others, or have a fault. */
function sliceRows({ image, slices }: JudgedImage, instances: InstanceTable): ImageSliceRow[] {
  const told = slices.filter(({ isEmpty, duplicateOf, jitterPercent, shiftMm }) => {
    return isEmpty || duplicateOf !== undefined || !Number.isNaN(jitterPercent) || !Number.isNaN(shiftMm);
  });
  return told.map((one): ImageSliceRow => {
    const place = image.plan.slices[one.slice];
    const isFrame = place && place.tile === undefined && instances.frameRows(place.instance).count > 1;
    return {
      slice: one.slice,
      sopInstanceUID: place ? instances.sopInstanceUID(place.instance) : '',
      frame: isFrame ? place.frame + 1 : null,
      mean: shown(one.mean),
      isEmpty: one.isEmpty,
      duplicateOf: one.duplicateOf ?? null,
      jitterPercent: shown(one.jitterPercent),
      shiftMm: shown(one.shiftMm),
    };
  });
}

function partRow({
  name,
  shape,
  centreMm,
  sizeMm,
  slice,
  values,
}: JudgedPhantom['parts'][number]): PhantomPartRow {
  return {
    ...{ name, shape, slice },
    centreMm: three(centreMm) ?? [0, 0, 0],
    sizeMm: [shown(sizeMm[0]) ?? 0, shown(sizeMm[1]) ?? 0],
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, seven(value)])),
  };
}

/** To seven digits: coefficients of diffusion are thousandths of their unit. */
function seven(value: number): Figure {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}
