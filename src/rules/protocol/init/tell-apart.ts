import { RE2JS } from 're2js';
import type { RawCheck } from '../protocol.js';
import type { SeriesView } from '../series-view.js';
import { askedQuantity, type ProtocolModality } from './attributes.js';
import { anyOf, type Closeness, descriptionPattern } from './description.js';
import { type Clean, descriptionOf } from './group.js';
import { amount, rounded } from './number-text.js';
import { look, onlyNumber, onlyTexts } from './seen.js';
import { imageTypes, modalityOf } from './sort-out.js';

/** A condition of `match`: what it asks for, and which series it holds for. */
export interface Telling {
  readonly name: string;
  readonly raw: RawCheck;
  readonly comment: string;
  holds(view: SeriesView): boolean;
}

/** Conditions for a series of the protocol, and the other series that they hold for, too. */
export interface ToldApart {
  readonly conditions: readonly Telling[];
  readonly alike: readonly SeriesView[];
}

/** What series are told apart by, what is least likely to be set wrong first. */
const TERMS = [
  'orientation',
  'isDiffusion',
  'contrast',
  'MRAcquisitionType',
  'ConvolutionKernel',
  'Units',
  'CorrectedImage',
  'ReconstructionMethod',
  'SequenceName',
  'ScanOptions',
] as const;
const NUMBERS = [
  'volumes',
  'echoCount',
  'EchoTime',
  'InversionTime',
  'highestB',
  'petFrames',
  'RepetitionTime',
  'FlipAngle',
  'SliceThickness',
  'slices',
  'KVP',
  'ReconstructionDiameter',
  'EchoTrainLength',
  'NumberOfAverages',
  'PixelBandwidth',
] as const;

/**
 * Finds conditions that hold for some series and, as far as that can be, for no other: the description first, then
 * what sets them apart best. Bounds of numbers lie half-way to the nearest other series, so that a scan that deviates
 * is still known, and its deviation told.
 */
export function tellApart(
  own: readonly SeriesView[],
  others: readonly SeriesView[],
  clean: Clean,
): ToldApart {
  const [first] = own;
  const modality = first && modalityOf(first);
  const conditions: Telling[] = modality ? [ofModality(modality)] : [];
  let alike = others.filter((view) => conditions.every(({ holds }) => holds(view)));
  const described = ofDescription(own, alike, clean);
  if (described) {
    conditions.push(described);
    alike = alike.filter(described.holds);
  }
  while (alike.length > 0) {
    const used = new Set(conditions.map(({ name }) => name));
    const best = strongest(candidates(own, alike, clean), alike, used);
    if (!best) break;
    conditions.push(best);
    alike = alike.filter(best.holds);
  }
  return { conditions, alike };
}

function ofModality(modality: ProtocolModality): Telling {
  return { name: 'Modality', raw: modality, comment: '', holds: (view) => modalityOf(view) === modality };
}

/** The description: closely only where that sets more apart. */
function ofDescription(
  own: readonly SeriesView[],
  others: readonly SeriesView[],
  clean: Clean,
): Telling | undefined {
  const general = describedAs(own, clean, 'general');
  const specific = describedAs(own, clean, 'specific');
  if (!general || !specific) return undefined;
  const left = (one: Telling): number => others.filter(one.holds).length;
  return left(specific) < left(general) ? specific : general;
}

function describedAs(own: readonly SeriesView[], clean: Clean, closeness: Closeness): Telling | undefined {
  const patterns = own.map((view) => descriptionPattern(descriptionOf(view, clean), closeness));
  const known = patterns.flatMap((pattern) => pattern ?? []);
  if (known.length < own.length) return undefined;
  const raw = anyOf(known);
  const compiled = RE2JS.compile(raw.slice(1, -2), RE2JS.CASE_INSENSITIVE);
  const fits = (view: SeriesView): boolean => {
    const seen = look(askedQuantity('SeriesDescription'), [view]);
    // As a protocol's match: it has to hold on every image.
    return (
      seen.state === 'values' &&
      seen.values.every(({ texts }) => texts.some((text) => compiled.matcher(text).find()))
    );
  };
  if (!own.every(fits)) return undefined;
  const said =
    closeness === 'general' ? 'numbers that stand alone may differ' : 'as it was written, in any case';
  return { name: 'SeriesDescription', raw, comment: said, holds: fits };
}

/** Of all conditions that hold for these series the one that sets most others apart; the first among equals. */
function strongest(
  all: readonly Telling[],
  others: readonly SeriesView[],
  used: ReadonlySet<string>,
): Telling | undefined {
  let best: Telling | undefined;
  let fewest = others.length;
  for (const candidate of all) {
    if (used.has(candidate.name)) continue;
    const left = others.filter(candidate.holds).length;
    if (left >= fewest) continue;
    best = candidate;
    fewest = left;
  }
  return best;
}

/** Only of texts in which nothing identifies: a protocol leaves the site. */
function candidates(own: readonly SeriesView[], others: readonly SeriesView[], clean: Clean): Telling[] {
  return [
    ...ofImageType(own, others, clean),
    ...TERMS.flatMap((name) => ofTerm(name, own, clean)),
    ...NUMBERS.flatMap((name) => ofNumber(name, own, others)),
    ...NUMBERS.flatMap((name) => ofAbsence(name, own)),
  ];
}

/** Values of Image Type that all of these have and one of the others lacks: magnitude and phase, sum and parts. */
function ofImageType(own: readonly SeriesView[], others: readonly SeriesView[], clean: Clean): Telling[] {
  const lists = own.map(imageTypes);
  const shared = (lists[0] ?? []).filter((text) => lists.every((list) => list.includes(text)));
  const telling = shared.filter(
    (text) => clean(text) === text && others.some((view) => !imageTypes(view).includes(text)),
  );
  const lacked = [...new Set(others.flatMap(imageTypes))].filter(
    (text) => clean(text) === text && !lists.some((list) => list.includes(text)),
  );
  const found: Telling[] = [];
  if (telling.length > 0) {
    found.push({
      name: 'ImageType',
      raw: { contains: telling },
      comment: 'not so in other series',
      holds: (view) => telling.every((text) => imageTypes(view).includes(text)),
    });
  }
  if (telling.length === 0 && lacked.length > 0) {
    found.push({
      name: 'ImageType',
      raw: { each: { noneOf: lacked } },
      comment: 'as in other series',
      holds: (view) => !imageTypes(view).some((text) => lacked.includes(text)),
    });
  }
  return found;
}

function ofTerm(name: string, own: readonly SeriesView[], clean: Clean): Telling[] {
  const quantity = askedQuantity(name);
  const texts = own.map((view) => onlyTexts(quantity, view)?.join('\\'));
  const distinct = [...new Set(texts)];
  const [first] = distinct;
  if (distinct.length !== 1 || first === undefined || first === '') return [];
  const values = first.split('\\');
  if (values.some((text) => clean(text) !== text)) return [];
  const single = quantity.type === 'boolean' ? values[0] === 'true' : { oneOf: values };
  const raw: RawCheck = values.length === 1 ? single : { set: values };
  return [
    {
      name,
      raw,
      comment: 'not so in other series',
      holds: (view) => onlyTexts(quantity, view)?.join('\\') === first,
    },
  ];
}

function ofNumber(name: string, own: readonly SeriesView[], others: readonly SeriesView[]): Telling[] {
  const quantity = askedQuantity(name);
  const mine = own.map((view) => onlyNumber(quantity, view));
  const numbers = mine.flatMap((value) => value ?? []);
  if (numbers.length < own.length) return [];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const theirs = others.flatMap((view) => onlyNumber(quantity, view) ?? []);
  const below = theirs.filter((value) => value < low);
  const above = theirs.filter((value) => value > high);
  const min = below.length > 0 ? rounded((Math.max(...below) + low) / 2) : undefined;
  const max = above.length > 0 ? rounded((Math.min(...above) + high) / 2) : undefined;
  // Rounding may reach the number itself where two are nearly the same.
  if ((min !== undefined && min > low) || (max !== undefined && max < high)) return [];
  const bounds = {
    ...(min !== undefined && { min: amount(min, quantity.unit) }),
    ...(max !== undefined && { max: amount(max, quantity.unit) }),
  };
  const raw = min === undefined && max === undefined ? { present: true } : bounds;
  const holds = (view: SeriesView): boolean => {
    const value = onlyNumber(quantity, view);
    return value !== undefined && value >= (min ?? value) && value <= (max ?? value);
  };
  const comment =
    min === undefined && max === undefined ? 'absent in other series' : 'half-way to other series';
  return [{ name, raw, comment, holds }];
}

/** What these lack and others have. Only attributes: a derived value is never simply absent. */
function ofAbsence(name: string, own: readonly SeriesView[]): Telling[] {
  const quantity = askedQuantity(name);
  const isAttribute = /^[A-Z]/.test(name);
  if (!isAttribute || look(quantity, own).state !== 'absent') return [];
  return [
    {
      name,
      raw: { present: false },
      comment: 'other series have it',
      holds: (view) => look(quantity, [view]).state === 'absent',
    },
  ];
}
