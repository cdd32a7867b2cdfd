import type { RawCondition } from '../protocol.js';
import type { Quantity, SeriesView } from '../series-view.js';
import { ASKED, type Asked, askedQuantity } from './attributes.js';
import { type DraftCheck, draftCheck } from './draft-check.js';
import type { Clean, Member } from './group.js';
import { type Scanner, scannerCondition, scannerKey, scannerName, scannerOf } from './scanner.js';
import { look, type Seen } from './seen.js';
import { modalityOf } from './sort-out.js';

/** A quantity that the file does not ask for, and why. */
export interface LeftOutCheck {
  readonly name: string;
  /** A clause. */
  readonly why: string;
}

/** Checks of some scanners. */
export interface DraftVariant {
  readonly name: string;
  readonly when: RawCondition;
  readonly checks: readonly DraftCheck[];
}

/** Checks of a series of the protocol: for every scanner, and for some. */
export interface DraftChecks {
  readonly checks: readonly DraftCheck[];
  readonly variants: readonly DraftVariant[];
  readonly leftOut: readonly LeftOutCheck[];
}

/** What is to be asked for otherwise than the lists say, since the reference does not meet it. */
export interface Amendment {
  /** Names that are not to be asked for, and why. */
  readonly omit: ReadonlyMap<string, string>;
  /** Names of what differs from image to image within a series. */
  readonly loose: ReadonlySet<string>;
}

/** Series of one scanner. */
interface OfScanner {
  readonly scanner: Scanner;
  readonly views: readonly SeriesView[];
}

/** What becomes of one quantity. */
type Decision =
  | { readonly kind: 'base'; readonly check: DraftCheck }
  /** By place of the scanner. */
  | { readonly kind: 'variants'; readonly checks: readonly (DraftCheck | undefined)[] }
  | { readonly kind: 'left-out'; readonly why: string };

/**
 * Works out what to ask of a series of the protocol: what all scanners have alike for every scanner, what differs
 * scanner by scanner.
 */
export function draftChecks(
  members: readonly Member[],
  clean: Clean,
  { omit, loose }: Amendment,
): DraftChecks {
  const views = members.map(({ view }) => view);
  const [first] = views;
  const modality = first && modalityOf(first);
  const scanners = byScanner(views, clean);
  const checks: DraftCheck[] = [];
  const ofScanners: DraftCheck[][] = scanners.map(() => []);
  const leftOut: LeftOutCheck[] = [];
  for (const asked of modality ? ASKED[modality] : []) {
    if (loose.has(asked.name)) continue;
    const omitted = omit.get(asked.name);
    const decision = omitted === undefined ? decide(asked, scanners, clean) : leaveOut(omitted);
    if (decision.kind === 'base') checks.push(decision.check);
    else if (decision.kind === 'left-out') leftOut.push({ name: asked.name, why: clean(decision.why) });
    else for (const [place, check] of decision.checks.entries()) if (check) ofScanners[place]?.push(check);
  }
  checks.push(...[...loose].map(looseCheck));
  return { checks, variants: variants(scanners, ofScanners), leftOut };
}

/** One value a series goes without saying; this says otherwise. */
function looseCheck(name: string): DraftCheck {
  const comment = 'differs from image to image in the reference';
  return { name, raw: { present: true, varies: true }, comment, tight: false };
}

function leaveOut(why: string): Decision {
  return { kind: 'left-out', why };
}

function byScanner(views: readonly SeriesView[], clean: Clean): OfScanner[] {
  const found = new Map<string, { scanner: Scanner; views: SeriesView[] }>();
  for (const view of views) {
    const scanner = scannerOf(view, clean);
    const key = scannerKey(scanner);
    const known = found.get(key);
    if (known) known.views.push(view);
    else found.set(key, { scanner, views: [view] });
  }
  return [...found.values()];
}

function decide(asked: Asked, scanners: readonly OfScanner[], clean: Clean): Decision {
  const quantity = askedQuantity(asked.name);
  const all = scanners.flatMap(({ views }) => views);
  const together = look(quantity, all);
  if (together.state === 'absent' && asked.absence) return { kind: 'base', check: absenceCheck(asked.name) };
  if (together.state !== 'absent' && asked.only === 'isDiffusion' && isNot(asked.only, all))
    return leaveOut('it has no diffusion weighting');
  const whole = checkOf(quantity, asked, together, clean);
  if ('check' in whole && (whole.check.tight || scanners.length === 1))
    return { kind: 'base', check: whole.check };
  const each = scanners.map(({ views }) => checkOf(quantity, asked, look(quantity, views), clean));
  const checks = each.map((one) => ('check' in one ? one.check : undefined));
  if (scanners.length > 1 && checks.some((check) => check !== undefined)) return { kind: 'variants', checks };
  return leaveOut('why' in whole ? whole.why : 'it follows no rule');
}

/** Whether a truth is known to be false of every series: what cannot be told is none. */
function isNot(name: string, views: readonly SeriesView[]): boolean {
  const seen = look(askedQuantity(name), views);
  return seen.state === 'values' && seen.values.every(({ texts }) => texts.every((text) => text === 'false'));
}

function absenceCheck(name: string): DraftCheck {
  return {
    name,
    raw: { present: false },
    comment: 'absent: with it, it would be another technique',
    tight: true,
  };
}

function checkOf(
  quantity: Quantity,
  asked: Asked,
  seen: Seen,
  clean: Clean,
): { readonly check: DraftCheck } | { readonly why: string } {
  if (seen.state === 'absent') return { why: 'absent' };
  if (seen.state === 'unusable') return seen;
  const isText = quantity.type === 'text' || quantity.type === 'any';
  if (isText && seen.values.some(({ texts }) => texts.some((text) => clean(text) !== text))) {
    return { why: 'it may hold what identifies' };
  }
  const unfit = unfitting(asked.name, seen);
  if (unfit !== undefined) return { why: unfit };
  const check = draftCheck(quantity, asked.class, seen);
  return check ? { check } : { why: 'its values follow no rule' };
}

/** Values that no protocol should ask for, although the reference has them: faults of the reference. */
function unfitting(name: string, seen: Seen & { readonly state: 'values' }): string | undefined {
  const only = seen.values.length === 1 ? seen.values[0]?.texts[0] : undefined;
  if (name === 'missingSlices' || name === 'duplicateSlices') {
    return only === '0' ? undefined : 'the reference lacks slices, or has some twice';
  }
  if (name === 'suvReady' && only !== 'true') return 'SUVs cannot be computed from the reference';
  return undefined;
}

function variants(
  scanners: readonly OfScanner[],
  checks: readonly (readonly DraftCheck[])[],
): DraftVariant[] {
  return scanners.flatMap(({ scanner }, place) => {
    const own = checks[place] ?? [];
    if (own.length === 0) return [];
    const others = scanners.filter((_, other) => other !== place).map((one) => one.scanner);
    return [{ name: scannerName(scanner), when: scannerCondition(scanner, others), checks: own }];
  });
}
