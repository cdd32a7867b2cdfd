import { type Code, codeKey } from '../code.js';
import {
  type FigureName,
  type MeasureFigure,
  PET_FIGURES,
  PLANAR_FIGURES,
  type Quantity,
  SOLID_FIGURES,
  VALUE_FIGURES,
} from '../figures.js';
import type { MeasurementItem } from '../source.js';
import {
  ATTENUATION_STATISTICS,
  GEOMETRY_CONCEPTS,
  GEOMETRY_METHODS,
  RESPONSE_CRITERIA,
  STATISTICS,
  SUV_METHODS,
  VALUE_CONCEPTS,
} from './figure-concepts.js';
import { normalCode } from './normal-code.js';
import type { Dimension } from './units.js';

/** What a stored measurement says that it is. */
export interface AskedFigure {
  /** Figures that it can be, the first that was recomputed is it. Depends on what the geometry is: a Diameter of a
   * circle, of a line, of a region. */
  readonly names: readonly FigureName[];
  /** For figures of values: what values; any where undefined (told by the unit). */
  readonly of?: Quantity['kind'];
}

type Asking = Pick<MeasurementItem, 'concept' | 'derivation' | 'method'>;
type Keyed = readonly [value: string, scheme: string, ...rest: readonly unknown[]];

/** AIM's reports name every number Calculation Result, and what it is in Measurement Method. */
const AIM_CALCULATION = 'zzz015^99NCIAIM';

const keyOf = ([value, scheme]: Keyed) => codeKey({ value, scheme });
const byKey = <R extends Keyed>(rows: readonly R[]): ReadonlyMap<string, R> =>
  new Map(rows.map((row) => [keyOf(row), row]));
/** Codes that are this project's own for one figure: IBSI's and 99CORELAB's. */
const ownCodes = (figures: readonly (MeasureFigure & { readonly name: FigureName })[]) =>
  figures
    .filter(({ concept }) => concept.scheme === 'IBSI' || concept.scheme === '99CORELAB')
    .map((figure) => [codeKey(figure.concept), figure.name] as const);

const GEOMETRY = byKey(GEOMETRY_CONCEPTS);
const VALUES = byKey(VALUE_CONCEPTS);
const SUV_METHOD = byKey(SUV_METHODS);
const CRITERIA: ReadonlySet<string> = new Set(RESPONSE_CRITERIA.map(keyOf));
const ATTENUATION = byKey(ATTENUATION_STATISTICS);
const OWN: ReadonlyMap<string, FigureName> = new Map(
  ownCodes([...PLANAR_FIGURES, ...SOLID_FIGURES, ...PET_FIGURES]),
);
const STATISTIC: ReadonlyMap<string, FigureName> = new Map([
  ...VALUE_FIGURES.map(({ concept, name }) => [codeKey(concept), name] as const),
  ...STATISTICS.map((row) => [keyOf(row), row[2]] as const),
]);
const METHOD: ReadonlyMap<string, readonly FigureName[]> = new Map([
  ...GEOMETRY_METHODS.map((row) => [keyOf(row), row[2]] as const),
  ...SOLID_FIGURES.flatMap((figure) =>
    'method' in figure && figure.method.scheme === '99CORELAB'
      ? [[codeKey(figure.method), [figure.name]] as const]
      : [],
  ),
]);

/** Statistics that are numbers without a unit. */
const UNITLESS: ReadonlySet<FigureName> = new Set<FigureName>([
  'skewness',
  'kurtosis',
  'coefficientOfVariation',
  'quartileCoefficientOfDispersion',
]);
/** Statistics whose unit is not that of the values. */
const OTHER_UNIT: ReadonlySet<FigureName> = new Set<FigureName>([...UNITLESS, 'variance', 'energy', 'sum']);

/**
 * The figure that an item's concept, derivation and method ask for; undefined where this project has none for it: also
 * where a derivation or method is one that it does not compute, or a quantity of voxels does not say which statistic.
 */
export function askedFigure(
  item: Pick<MeasurementItem, 'concept' | 'derivation' | 'method' | 'context'>,
): AskedFigure | undefined {
  const { concept, method } = calculation({ ...item, ...methodOf(item) });
  if (!concept) return undefined;
  const derivation = item.derivation && codeKey(normalCode(item.derivation));
  const asked = ofGeometry(concept, derivation) ?? ofValues(concept, derivation);
  return asked && asked.names.length > 0 ? withMethod(asked, method) : undefined;
}

/** What the unit of a concept has to measure: Volume a volume; undefined where anything goes. */
export function dimensionsOf(item: Asking): readonly Dimension[] | undefined {
  const { concept = '' } = calculation(item);
  const derivation = item.derivation && codeKey(normalCode(item.derivation));
  const statistic = STATISTIC.get(derivation ?? concept);
  if (statistic && UNITLESS.has(statistic)) return ['ratio'];
  // The mean of lengths is a length; what a derivation that is not known makes of them is not.
  if (derivation !== undefined && (!statistic || OTHER_UNIT.has(statistic))) return undefined;
  const geometry = GEOMETRY.get(concept);
  if (geometry) return [geometry[3]];
  return ATTENUATION.has(concept) ? ['attenuation'] : VALUES.get(concept)?.[3];
}

/** The item's own method, else that of its group. */
function methodOf(item: Pick<MeasurementItem, 'method' | 'context'>): { method?: Code } {
  const method = item.method ?? item.context.method;
  return method ? { method } : {};
}

function calculation({ concept, method }: Asking): { concept?: string; method?: string } {
  const key = concept && codeKey(normalCode(concept));
  const methodKey = method && codeKey(normalCode(method));
  if (key === AIM_CALCULATION) return methodKey === undefined ? {} : { concept: methodKey };
  return {
    ...(key !== undefined && { concept: key }),
    ...(methodKey !== undefined && { method: methodKey }),
  };
}

/** A derivation makes another number of it: the mean of several lengths is no length of this line. */
function ofGeometry(concept: string, derivation: string | undefined): AskedFigure | undefined {
  const own = OWN.get(concept);
  const names = GEOMETRY.get(concept)?.[2] ?? (own ? [own] : undefined);
  return names && { names: derivation === undefined ? names : [] };
}

function ofValues(concept: string, derivation: string | undefined): AskedFigure | undefined {
  const attenuation = ATTENUATION.get(concept)?.[2];
  const statistic = STATISTIC.get(concept) ?? attenuation;
  const derived = derivation === undefined ? undefined : STATISTIC.get(derivation);
  // Another derivation than its own, or one that is not known: the mean of maxima.
  if (statistic && derivation !== undefined && derived !== statistic) return undefined;
  if (statistic) return { names: [statistic], ...(attenuation && { of: 'modality' }) };
  const row = VALUES.get(concept);
  if (!row || !derived) return undefined;
  return { names: [derived], ...(row[2] && { of: row[2] }) };
}

function withMethod(asked: AskedFigure, method: string | undefined): AskedFigure | undefined {
  if (method === undefined || CRITERIA.has(method)) return asked;
  const suv = SUV_METHOD.get(method)?.[2];
  if (suv) return withSuv(asked, suv);
  const names = METHOD.get(method)?.filter((name) => asked.names.includes(name) || isOwnVolume(name, asked));
  return names && names.length > 0 ? { ...asked, names } : undefined;
}

/** A volume by a method that only this project's own code names, and that the plain concept does not stand for. */
function isOwnVolume(name: FigureName, asked: AskedFigure): boolean {
  return name === 'fractionalVolume' && asked.names.includes('volume');
}

/** A method of SUV says what the values are; one that is at odds with the concept leaves nothing to hold it against. */
function withSuv(asked: AskedFigure, of: Quantity['kind']): AskedFigure | undefined {
  const [name] = asked.names;
  if (name === 'totalLesionGlycolysis') return of === 'suvbw' ? asked : undefined;
  if (name === 'metabolicVolume') return asked;
  if (asked.of !== undefined) return asked.of === of ? asked : undefined;
  return name && VALUE_NAMES.has(name) ? { ...asked, of } : undefined;
}

const VALUE_NAMES: ReadonlySet<FigureName> = new Set(VALUE_FIGURES.map(({ name }) => name));
