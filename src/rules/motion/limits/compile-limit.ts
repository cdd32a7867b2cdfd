import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import { figureOf } from '../all-figures.js';
import type { FigureDefinition } from '../figures.js';
import { amountIn } from './amount-in.js';
import type { Censor, Limit } from './limit.js';
import type { RawCensor, RawLimit } from './raw-limits.js';

/** A place in a file, where a fault is told, and the source of what has none of its own. */
export interface LimitPlace {
  readonly path: FaultPath;
  readonly faults: ConfigFault[];
  readonly source: string | undefined;
}

const BOUNDS = ['min', 'max', 'warnMin', 'warnMax'] as const;

type Bounds = Partial<Record<(typeof BOUNDS)[number], number>>;

/** Compiles a limit; undefined after its faults were noted. */
export function compileLimit(raw: RawLimit, place: LimitPlace): Limit | undefined {
  const figure = figureOf(raw.figure);
  const before = place.faults.length;
  const bounds = boundsOf(raw, figure, place);
  const source = raw.source ?? place.source;
  if (source === undefined)
    tell(place, [], 'has no source: say who sets it, here or for the whole file', 'key');
  if (place.faults.length === before) checkBounds(bounds, figure, place);
  if (source === undefined || place.faults.length > before) return undefined;
  const { onDeviation = 'fail', severity = 'major', rationale } = raw;
  return {
    figure: raw.figure,
    ...bounds,
    onDeviation,
    severity,
    source,
    ...(rationale !== undefined && { rationale }),
    path: place.path,
  };
}

/** Compiles what a volume is censored by; undefined after its faults were noted. */
export function compileCensor(raw: RawCensor, place: LimitPlace): Censor | undefined {
  const { measure = 'power' } = raw;
  const source = raw.source ?? place.source;
  const fdMm = amountIn(
    raw.fd,
    { name: 'framewise displacement', unit: 'mm' },
    { ...place, path: [...place.path, 'fd'] },
  );
  if (fdMm !== undefined && fdMm <= 0) tell(place, ['fd'], 'is not above 0: it would censor every volume');
  if (source === undefined)
    tell(place, [], 'has no source: say who sets it, here or for the whole file', 'key');
  return fdMm === undefined || fdMm <= 0 || source === undefined ? undefined : { fdMm, measure, source };
}

function tell({ path, faults }: LimitPlace, keys: FaultPath, text: string, at?: 'key'): void {
  faults.push(faultAt([...path, ...keys], text, at && { at }));
}

function boundsOf(raw: RawLimit, figure: FigureDefinition, place: LimitPlace): Bounds {
  const bounds: Bounds = {};
  for (const key of BOUNDS) {
    const written = raw[key];
    if (written === undefined) continue;
    const value = amountIn(written, figure, { ...place, path: [...place.path, key] });
    if (value !== undefined) bounds[key] = value;
  }
  return bounds;
}

/** Whether the bounds keep anything out, and go together. */
function checkBounds(bounds: Bounds, figure: FigureDefinition, place: LimitPlace): void {
  checkSide(bounds, figure, place);
  for (const key of BOUNDS) {
    const value = bounds[key];
    if (value !== undefined) checkReach(key, value, { figure, place });
  }
  const { min, max, warnMin, warnMax } = bounds;
  const [low, high] = [warnMin ?? min, warnMax ?? max];
  if (min !== undefined && max !== undefined && min > max) tell(place, ['min'], 'is more than max');
  else if (warnMax !== undefined && max !== undefined && warnMax >= max) {
    tell(place, ['warnMax'], 'warns of nothing: it has to be less than max');
  } else if (warnMin !== undefined && min !== undefined && warnMin <= min) {
    tell(place, ['warnMin'], 'warns of nothing: it has to be more than min');
  } else if (low !== undefined && high !== undefined && low > high) {
    tell(place, [warnMin === undefined ? 'warnMax' : 'warnMin'], 'leaves nothing that passes');
  }
}

const SIDES = {
  low: ['min', 'warnMin'],
  high: ['max', 'warnMax'],
} as const satisfies Record<string, readonly (keyof Bounds)[]>;

/** A limit on the good side alone passes all that is bad: `max` for the minutes that are left. */
function checkSide(bounds: Bounds, { name, worse }: FigureDefinition, place: LimitPlace): void {
  const [first] = BOUNDS.filter((key) => bounds[key] !== undefined);
  const wanted = worse === 'both' ? (['low', 'high'] as const) : ([worse] as const);
  const missing = wanted.filter((side) => SIDES[side].every((key) => bounds[key] === undefined));
  const [lacks] = missing;
  if (lacks === undefined) return;
  const words = missing.map((side) => SIDES[side].join(' or ')).join(', and ');
  if (first === undefined) {
    tell(place, [], `limits nothing: ${words} ${missing.length > 1 ? 'are' : 'is'} missing`, 'key');
    return;
  }
  if (worse === 'both') {
    const text = `alone passes what is bad: ${name} can be too low and too high, and ${words} is missing`;
    tell(place, [first], text, 'key');
    return;
  }
  const meant = SIDES[lacks][first.startsWith('warn') ? 1 : 0];
  const text = `alone passes what is bad: ${name} is worse the ${lacks === 'high' ? 'higher' : 'lower'} it is`;
  place.faults.push(faultAt([...place.path, first], text, { at: 'key', meant }));
}

/** A bound at or beyond the end of what a figure can be is never crossed, or always. */
function checkReach(
  key: (typeof BOUNDS)[number],
  value: number,
  { figure, place }: { readonly figure: FigureDefinition; readonly place: LimitPlace },
): void {
  const { name, least, most = Number.POSITIVE_INFINITY } = figure;
  const isLow = key === 'min' || key === 'warnMin';
  if (isLow ? value <= least : value >= most)
    tell(place, [key], `is never crossed: ${name} ${rangeInWords(figure)}`);
  else if (isLow ? value > most : value < least)
    tell(place, [key], `is never met: ${name} ${rangeInWords(figure)}`);
}

function rangeInWords({ least, most }: FigureDefinition): string {
  if (least === Number.NEGATIVE_INFINITY) {
    return most === undefined ? 'has no bounds of its own' : `is never above ${most}`;
  }
  return most === undefined ? `is never below ${least}` : `is between ${least} and ${most}`;
}
