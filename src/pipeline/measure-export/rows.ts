import type { Code } from '../../measure/code.js';
import { meaningProblem, normalCode } from '../../measure/codes/normal-code.js';
import { knownUnit } from '../../measure/codes/units.js';
import { type Comparison, compareStored, type Tolerance } from '../../measure/compare/compare-stored.js';
import { figureOf, type RecomputedFigure } from '../../measure/figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { Geometry, MeasurementContext, MeasurementItem, NamedValue } from '../../measure/source.js';
import type {
  MeasurementRow,
  RowCode,
  RowGeometry,
  RowImage,
  RowSource,
} from '../../report/measure-export-sections.js';
import { decimalText } from './decimal-text.js';
import { isoDateTime } from './iso-date-time.js';
import type { ItemFigures } from './item-figures.js';
import type { RowSubject } from './people.js';

/** What the rows of one object share. */
export interface SourceContext {
  readonly source: Omit<RowSource, 'itemPath'>;
  readonly subject: RowSubject;
  readonly studyDate: string | null;
  readonly reader: (context: MeasurementContext) => string | null;
  /** Free text without what identifies. */
  readonly describe: (text: string) => string;
  /** Dates may stand in the row. */
  readonly showsDates: boolean;
  readonly imageOf: (figures: ItemFigures) => RowImage | null;
}

/** A row and the problems that were found while it was made. */
export interface MadeRow {
  readonly row: MeasurementRow;
  readonly problems: readonly MeasureProblem[];
}

/** The row of a stored measurement: its value beside what its geometry gives. */
export function storedRow(
  item: MeasurementItem,
  recomputed: ItemFigures,
  shared: SourceContext,
  tolerance: Tolerance,
): MadeRow {
  const compared = compareStored(item, recomputed.figures, tolerance);
  const problems = [...recomputed.problems, ...compared.problems, ...meaningProblems(item)];
  const { text, unit, qualifier } = item.stored ?? {};
  const known = unit && knownUnit(unit);
  const row: MeasurementRow = {
    ...commonRow(item, recomputed, shared),
    concept: rowCode(item.concept),
    conceptToday: item.concept ? rowCode(normalCode(item.concept)) : null,
    derivation: rowCode(item.derivation),
    method: rowCode(item.method ?? item.context.method),
    qualifier: rowCode(qualifier),
    value: text ?? null,
    valueFrom: text === undefined ? null : 'stored',
    unit: known?.ucum ?? unit?.value ?? null,
    storedValue: text ?? null,
    storedUnit: rowCode(unit),
    ...comparedCells(compared, recomputed),
    problems: codesOf(problems),
  };
  return { row, problems };
}

/** Known codes that go under a meaning which says something else: of the measurement and of what its group says. */
function meaningProblems({ concept, derivation, method, context }: MeasurementItem): MeasureProblem[] {
  const { finding, findingCategory, sites } = context;
  const ofSites = sites.flatMap(({ site, laterality, modifier }) => [site, laterality, modifier]);
  return [concept, derivation, method, context.method, finding, findingCategory, ...ofSites].flatMap(
    (code) => (code && meaningProblem(code)) ?? [],
  );
}

function comparedCells(compared: Comparison, { why, problems }: ItemFigures) {
  const { agrees, figure, recomputedValue, difference } = compared;
  const percent =
    difference === undefined || !recomputedValue ? null : (100 * difference) / Math.abs(recomputedValue);
  const reason = agrees === 'not-evaluable' ? (why ?? compared.why ?? problems[0]?.detail ?? null) : null;
  return {
    recomputedValue: recomputedValue ?? null,
    difference: difference ?? null,
    differencePercent: percent,
    agrees: agrees === 'not-evaluable' ? null : agrees === 'yes',
    figure: figure?.name ?? null,
    why: reason,
  };
}

/** The row of a figure that nothing was stored for: of a segment, a ROI, a drawing. */
export function figureRow(
  item: MeasurementItem,
  figure: RecomputedFigure | undefined,
  recomputed: ItemFigures,
  shared: SourceContext,
): MeasurementRow {
  const definition = figure && figureOf(figure.name);
  // A statistic is one of its quantity: mean of SUVbw. Metabolic volume and glycolysis have concepts of their own.
  const concept = (definition?.derivation && figure?.of?.concept) ?? definition?.concept;
  const value = figure?.value;
  return {
    ...commonRow(item, recomputed, shared),
    concept: rowCode(concept),
    conceptToday: rowCode(concept),
    derivation: rowCode(definition?.derivation),
    method: rowCode(definition?.method),
    qualifier: null,
    value: value === undefined ? null : decimalText(value),
    valueFrom: value === undefined ? null : 'recomputed',
    unit: figure?.unit ?? null,
    storedValue: null,
    storedUnit: null,
    recomputedValue: value ?? null,
    difference: null,
    differencePercent: null,
    agrees: null,
    figure: figure?.name ?? null,
    why: figure?.why ?? (figure ? null : (recomputed.why ?? null)),
    problems: codesOf(recomputed.problems),
  };
}

type Common = Omit<
  MeasurementRow,
  | 'concept'
  | 'conceptToday'
  | 'derivation'
  | 'method'
  | 'qualifier'
  | 'value'
  | 'valueFrom'
  | 'unit'
  | 'storedValue'
  | 'storedUnit'
  | 'recomputedValue'
  | 'difference'
  | 'differencePercent'
  | 'agrees'
  | 'figure'
  | 'why'
  | 'problems'
>;

function commonRow(item: MeasurementItem, recomputed: ItemFigures, shared: SourceContext): Common {
  const { context, itemPath, group, parents, template } = item;
  const { describe, source, subject, studyDate, reader, showsDates } = shared;
  const [first] = context.sites;
  return {
    ...subject,
    studyDate,
    source: { ...source, itemPath },
    group: group ?? null,
    trackingUid: context.trackingUID ?? null,
    trackingId: text(context.trackingId, describe),
    lesionLabel: text(context.lesionLabel, describe),
    finding: rowCode(context.finding),
    findingCategory: rowCode(context.findingCategory),
    findingSite: rowCode(first?.site),
    sites: context.sites.map(({ site, laterality }) => ({
      site: rowCode(site) ?? NO_CODE,
      laterality: rowCode(laterality),
    })),
    laterality: rowCode(first?.laterality),
    parents: parents.map((parent) => rowCode(parent) ?? NO_CODE),
    modifiers: item.modifiers.map((one) => named(one, describe)),
    qualitative: context.qualitative.map((one) => named(one, describe)),
    voxelCount: recomputed.voxelCount ?? null,
    image: shared.imageOf(recomputed),
    geometry: item.geometries.map(rowGeometry),
    reader: reader(context),
    readerRole: rowCode(context.observer.role),
    device: deviceOf(context, describe),
    deviceVersion: text(context.observer.device?.softwareVersion, describe),
    algorithm: text(context.algorithm?.name ?? context.algorithm?.family?.meaning, describe),
    algorithmVersion: text(context.algorithm?.version, describe),
    timePoint: text(context.timePoint, describe),
    activitySession: text(context.activitySession, describe),
    dateTime: showsDates ? isoDateTime(context.dateTime) : null,
    template: template ?? null,
  };
}

const NO_CODE: RowCode = { value: '', scheme: '', meaning: '' };

function rowCode(code: Code | undefined): RowCode | null {
  return code ? { value: code.value, scheme: code.scheme, meaning: code.meaning } : null;
}

function named({ name, value }: NamedValue, describe: (text: string) => string) {
  return {
    name: rowCode(name) ?? NO_CODE,
    value: typeof value === 'string' ? describe(value) : (rowCode(value) ?? NO_CODE),
  };
}

function text(value: string | undefined, describe: (text: string) => string): string | null {
  return value === undefined || value === '' ? null : describe(value);
}

function deviceOf({ observer }: MeasurementContext, describe: (text: string) => string): string | null {
  const { manufacturer, model, name, uid } = observer.device ?? {};
  const named = [manufacturer, model ?? name].filter(Boolean).join(' ');
  return named === '' ? (uid ?? null) : describe(named);
}

function codesOf(problems: readonly MeasureProblem[]): string[] {
  return [...new Set(problems.map(({ code }) => `measure-${code}`))];
}

function rowGeometry(geometry: Geometry): RowGeometry {
  const purpose = rowCode(geometry.purpose);
  switch (geometry.kind) {
    case 'planar': {
      const space = geometry.units === 'pixel' ? 'pixel' : 'display';
      return { type: geometry.type, space, coordinates: geometry.points.flat(), purpose };
    }
    case 'spatial':
      return { type: geometry.type, space: 'patient', coordinates: geometry.points.flat(), purpose };
    case 'segments':
      return { type: 'SEGMENT', space: 'none', coordinates: [], purpose };
    case 'image':
      return { type: 'IMAGE', space: 'none', coordinates: [], purpose };
  }
}
