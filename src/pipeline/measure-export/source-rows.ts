import type { Tolerance } from '../../measure/compare/compare-stored.js';
import { figureOf, type RecomputedFigure } from '../../measure/figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { MeasurementItem, MeasurementSource } from '../../measure/source.js';
import type { MeasurementRow } from '../../report/measure-export-sections.js';
import { type ItemContext, type ItemFigures, itemFigures } from './item-figures.js';
import type { MeasuredRegion } from './measure-job.js';
import { figureRow, type SourceContext, storedRow } from './rows.js';

/** Rows of an object, and what is wrong with them, each problem with its item. */
export interface SourceRows {
  readonly rows: readonly MeasurementRow[];
  readonly problems: readonly MeasureProblem[];
}

/** What a drawing is measured by where nothing was stored for it, the first of each group that it has. */
const OF_DRAWINGS: readonly (readonly RecomputedFigure['name'][])[] = [
  ['length'],
  ['perimeter'],
  ['longAxis'],
  ['shortAxis'],
  ['area'],
  ['angle'],
  ['ellipsoidVolume'],
];

/** The rows of SR, KO, PR and AIM. */
export async function itemRows(
  { items }: Pick<MeasurementSource, 'items'>,
  context: ItemContext,
  { shared, tolerance }: { readonly shared: SourceContext; readonly tolerance: Tolerance },
): Promise<SourceRows> {
  const rows: MeasurementRow[] = [];
  const problems: MeasureProblem[] = [];
  for (const item of items) {
    const recomputed = await itemFigures(item, context);
    if (item.stored) {
      const made = storedRow(item, recomputed, shared, tolerance);
      rows.push(made.row);
      problems.push(...withPath(made.problems, item.itemPath));
    } else {
      const figures = drawnFigures(recomputed.figures);
      for (const figure of figures.length > 0 ? figures : [undefined])
        rows.push(figureRow(item, figure, recomputed, shared));
      problems.push(...withPath(recomputed.problems, item.itemPath));
    }
  }
  return { rows, problems };
}

function drawnFigures(figures: readonly RecomputedFigure[]): RecomputedFigure[] {
  const had = new Map(
    figures.filter(({ value }) => value !== undefined).map((figure) => [figure.name, figure]),
  );
  // A line has one length, which is its long axis, too.
  if (had.has('length')) had.delete('longAxis');
  return OF_DRAWINGS.flatMap((names) => names.flatMap((name) => had.get(name) ?? []).slice(0, 1));
}

/** What rows of regions are made with. */
interface RegionContext {
  readonly shared: SourceContext;
  readonly tolerance: Tolerance;
  readonly imageOf: (region: MeasuredRegion) => Pick<ItemFigures, 'image' | 'instance'>;
}

/** The rows of a segmentation or a structure set: a row a figure, and what is stored of a ROI. */
export function regionRows(
  regions: readonly MeasuredRegion[],
  { shared, tolerance, imageOf }: RegionContext,
): SourceRows {
  const rows: MeasurementRow[] = [];
  const problems: MeasureProblem[] = [];
  for (const [group, region] of regions.entries()) {
    const { itemPath, context, figures, voxelCount } = region;
    const item: MeasurementItem = {
      ...{ itemPath, parents: [], modifiers: [], context, group },
      geometries: (region.points ?? []).map((point) => ({ kind: 'spatial', type: 'POINT', points: [point] })),
      geometryOf: 'group',
    };
    const recomputed: ItemFigures = {
      ...{ figures, problems: region.problems },
      ...imageOf(region),
      ...(voxelCount !== undefined && { voxelCount }),
      ...(figures.length === 0 && { why: region.why ?? 'nothing of it could be measured' }),
    };
    const stored = storedVolume(item, region);
    if (stored) {
      const made = storedRow(stored, recomputed, shared, tolerance);
      rows.push(made.row);
      problems.push(...withPath(made.problems, itemPath));
    }
    for (const figure of figures.length > 0 ? figures : [undefined])
      rows.push(figureRow(item, figure, recomputed, shared));
    problems.push(...withPath(region.problems, itemPath));
  }
  return { rows, problems };
}

/** ROI Volume (3006,002C), ml, as a stored measurement. PS3.3 C.8.8.5. */
function storedVolume(
  item: MeasurementItem,
  { storedVolumeMl }: MeasuredRegion,
): MeasurementItem | undefined {
  if (storedVolumeMl === undefined) return undefined;
  const { concept } = figureOf('volume');
  const unit = { value: 'ml', scheme: 'UCUM', meaning: 'ml' };
  return { ...item, itemPath: `${item.itemPath}.ROIVolume`, concept, stored: { text: storedVolumeMl, unit } };
}

/** Rows with what was found wrong with their items when the object was read. */
export function withReadProblems(
  rows: readonly MeasurementRow[],
  problems: readonly MeasureProblem[],
): MeasurementRow[] {
  const byPath = new Map<string, string[]>();
  for (const { code, itemPath } of problems) {
    if (itemPath === undefined) continue;
    const codes = byPath.get(itemPath) ?? [];
    codes.push(`measure-${code}`);
    byPath.set(itemPath, codes);
  }
  return rows.map((row) => {
    const codes = byPath.get(row.source.itemPath);
    return codes ? { ...row, problems: [...new Set([...codes, ...row.problems])] } : row;
  });
}

function withPath(problems: readonly MeasureProblem[], itemPath: string): MeasureProblem[] {
  return problems.map((problem) => ({ ...problem, itemPath: problem.itemPath ?? itemPath }));
}
