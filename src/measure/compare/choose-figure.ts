import type { AskedFigure } from '../codes/asked-figure.js';
import { converted, type KnownUnit, knownUnit } from '../codes/units.js';
import type { FigureName, RecomputedFigure } from '../figures.js';
import type { MeasurementItem } from '../source.js';

/** The figure that a stored value is held against, and its value in the stored unit; or why there is none. */
export type Chosen =
  | { readonly figure: RecomputedFigure; readonly value: number }
  | { readonly figure?: undefined; readonly why: string };

/** What a figure is chosen by. */
export interface Choice {
  readonly item: Pick<MeasurementItem, 'geometryOf'>;
  readonly asked: AskedFigure;
  readonly unit: KnownUnit;
  readonly figures: readonly RecomputedFigure[];
}

/** Values that differ by no more than this share are one: skewness of HU and of what is linear in it. */
const SAME = 1e-9;

/**
 * The first of the asked figures that was recomputed and that the stored unit can have. Where several quantities have
 * it (SUVbw and SUVlbm are both g/ml), the unit's annotation tells; where that does not, none is chosen.
 */
export function chooseFigure({ item, asked, unit, figures }: Choice): Chosen {
  let why: string | undefined;
  for (const name of asked.names) {
    if (isOtherLine(name, asked, item)) continue;
    const named = figures.filter((figure) => figure.name === name && isOf(figure, asked, unit));
    const valued = named.flatMap((figure) => {
      const value = inUnit(figure, unit);
      return value === undefined ? [] : [{ figure, value }];
    });
    const [first] = valued;
    if (first) {
      if (valued.every(({ value }) => isSame(value, first.value))) return first;
      return { why: `several recomputed values of ${name} have this unit` };
    }
    why ??= reasonOf(named);
    // A circle that is none in the patient has no diameter: its longer axis does not stand for it.
    if (name === 'diameter' && named.length > 0) break;
  }
  return { why: why ?? 'nothing was recomputed for it' };
}

/** A short axis that shares one line with the long axis of its group: that line is not known to be the short one. */
function isOtherLine(name: FigureName, asked: AskedFigure, item: Choice['item']): boolean {
  return name === 'length' && asked.names[0] === 'shortAxis' && item.geometryOf === 'group';
}

function isOf(figure: RecomputedFigure, asked: AskedFigure, unit: KnownUnit): boolean {
  const kind = figure.of?.kind;
  if (asked.of !== undefined && kind !== asked.of) return false;
  const annotated = annotatedKind(unit.ucum);
  return annotated === undefined || kind === undefined || kind === annotated;
}

/** PS3.16 CID 85: `g/ml{SUVbw}` or `{SUVbw}g/ml`. */
function annotatedKind(ucum: string): string | undefined {
  const [, annotation] = /\{(SUV[^{}]*)\}/.exec(ucum) ?? [];
  if (annotation === undefined) return undefined;
  return KINDS.get(annotation.toLowerCase()) ?? annotation;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['suvbw', 'suvbw'],
  ['suvlbm(james120)', 'suvlbmJames120'],
  ['suvlbm(james128)', 'suvlbmJames128'],
  ['suvlbm(janma)', 'suvlbmJanma'],
  ['suvbsa', 'suvbsa'],
  ['suvibw', 'suvibw'],
]);

function reasonOf(figures: readonly RecomputedFigure[]): string | undefined {
  const without = figures.find(({ value }) => value === undefined || !Number.isFinite(value));
  if (without) return without.why ?? 'the recomputed value is no number';
  return figures.length > 0 ? 'the recomputed value has another kind of unit' : undefined;
}

/** A recomputed value in the stored unit; undefined where it has no value or the units have nothing in common. */
function inUnit(figure: RecomputedFigure, unit: KnownUnit): number | undefined {
  if (figure.value === undefined || !Number.isFinite(figure.value)) return undefined;
  if (figure.unit === unit.ucum) return figure.value;
  const own = knownUnit({ value: figure.unit, scheme: 'UCUM' });
  const value = own && converted(figure.value, own, unit);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}
