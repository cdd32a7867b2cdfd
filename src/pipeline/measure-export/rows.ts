import { meaningProblem } from '../../measure/codes/normal-code.js';
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
import { type RowCodes, rowUid } from './row-code.js';
import { unheld } from './unheld.js';
import { type CommonCells, wholeRow } from './whole-row.js';

/** What the rows of one object share. */
export interface SourceContext {
  readonly source: Omit<RowSource, 'itemPath'>;
  readonly subject: RowSubject;
  readonly studyDate: string | null;
  readonly reader: (context: MeasurementContext) => string | null;
  readonly codes: RowCodes;
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
  const found = [...recomputed.problems, ...compared.problems, ...meaningProblems(item)];
  const cells = comparedCells(compared, recomputed);
  const problems = [...found, ...unheld(item, compared, { problems: found, why: cells.why })];
  const { text, unit, qualifier } = item.stored ?? {};
  const known = unit && knownUnit(unit);
  const { codes, describe } = shared;
  const row = wholeRow(commonCells(item, recomputed, shared), {
    concept: codes.of(item.concept),
    conceptToday: codes.today(item.concept),
    derivation: codes.of(item.derivation),
    derivationToday: codes.today(item.derivation),
    method: codes.of(item.method ?? item.context.method),
    methodToday: codes.today(item.method ?? item.context.method),
    qualifier: codes.of(qualifier),
    value: text ?? null,
    valueFrom: text === undefined ? null : 'stored',
    unit: known?.ucum ?? textCell(unit?.value, describe),
    storedValue: text ?? null,
    storedUnit: codes.of(unit),
    ...cells,
    problems: codesOf(problems),
  });
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
  const { codes } = shared;
  return wholeRow(commonCells(item, recomputed, shared), {
    concept: codes.of(concept),
    conceptToday: codes.of(concept),
    derivation: codes.of(definition?.derivation),
    derivationToday: codes.of(definition?.derivation),
    method: codes.of(definition?.method),
    methodToday: codes.of(definition?.method),
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
  });
}

function commonCells(item: MeasurementItem, recomputed: ItemFigures, shared: SourceContext): CommonCells {
  const { context, itemPath, group, parents, template } = item;
  const { codes, describe, source, subject, studyDate, reader, showsDates } = shared;
  const [first] = context.sites;
  return {
    subject,
    studyDate,
    source,
    itemPath,
    group: group ?? null,
    trackingUid: rowUid(context.trackingUID, describe),
    trackingId: textCell(context.trackingId, describe),
    lesionLabel: textCell(context.lesionLabel, describe),
    finding: codes.of(context.finding),
    findingToday: codes.today(context.finding),
    findingCategory: codes.of(context.findingCategory),
    findingSite: codes.of(first?.site),
    findingSiteToday: codes.today(first?.site),
    sites: context.sites.map(({ site, laterality }) => ({
      site: codes.of(site) ?? NO_CODE,
      laterality: codes.of(laterality),
    })),
    laterality: codes.of(first?.laterality),
    lateralityToday: codes.today(first?.laterality),
    parents: parents.map((parent) => codes.of(parent) ?? NO_CODE),
    modifiers: item.modifiers.map((one) => named(one, shared)),
    qualitative: context.qualitative.map((one) => named(one, shared)),
    voxelCount: recomputed.voxelCount ?? null,
    image: shared.imageOf(recomputed),
    geometry: item.geometries.map((one) => rowGeometry(one, codes)),
    reader: reader(context),
    readerRole: codes.of(context.observer.role),
    device: deviceOf(context, describe),
    deviceVersion: textCell(context.observer.device?.softwareVersion, describe),
    algorithm: textCell(context.algorithm?.name ?? context.algorithm?.family?.meaning, describe),
    algorithmVersion: textCell(context.algorithm?.version, describe),
    timePoint: textCell(context.timePoint, describe),
    activitySession: textCell(context.activitySession, describe),
    dateTime: showsDates ? isoDateTime(context.dateTime) : null,
    template: textCell(template, describe),
  };
}

const NO_CODE: RowCode = { value: '', scheme: '', meaning: '' };

function named({ name, value }: NamedValue, { codes, describe }: SourceContext) {
  return {
    name: codes.of(name) ?? NO_CODE,
    value: typeof value === 'string' ? describe(value) : (codes.of(value) ?? NO_CODE),
  };
}

function textCell(value: string | undefined, describe: (text: string) => string): string | null {
  return value === undefined || value === '' ? null : describe(value);
}

function deviceOf({ observer }: MeasurementContext, describe: (text: string) => string): string | null {
  const { manufacturer, model, name, uid } = observer.device ?? {};
  const named = [manufacturer, model ?? name].filter(Boolean).join(' ');
  return named === '' ? rowUid(uid, describe) : describe(named);
}

function codesOf(problems: readonly MeasureProblem[]): string[] {
  return [...new Set(problems.map(({ code }) => `measure-${code}`))];
}

function rowGeometry(geometry: Geometry, codes: RowCodes): RowGeometry {
  const purpose = codes.of(geometry.purpose);
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
