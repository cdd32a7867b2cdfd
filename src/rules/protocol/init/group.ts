import type { SeriesView } from '../series-view.js';
import { askedQuantity } from './attributes.js';
import { wordsOf } from './description.js';
import { onlyNumber, onlyTexts } from './seen.js';
import { modalityOf } from './sort-out.js';

/** Takes what identifies out of a text. */
export type Clean = (text: string) => string;

/** A series of a reference, and the study it is from. */
export interface Member {
  readonly study: number;
  readonly view: SeriesView;
}

/** Less alike than this, two series of different scans are two series of the protocol. */
const ALIKE = 0.5;
/** Numbers that differ by more, on average, are of two settings. */
const CLOSE = 0.8;

/** Flags and terms that two scans of one technique share, whoever made the scanner. */
const TECHNIQUE = ['MRAcquisitionType', 'orientation', 'isDiffusion', 'contrast', 'echoCount'] as const;
/** Numbers that are about as large in two scans of one technique. */
const MAGNITUDES = ['RepetitionTime', 'EchoTime', 'InversionTime', 'sliceSpacing', 'KVP'] as const;

/** The description of a series without what identifies; empty where there is none, or several. */
export function descriptionOf(view: SeriesView, clean: Clean): string {
  const [text = '', ...more] = onlyTexts(askedQuantity('SeriesDescription'), view) ?? [];
  return more.length === 0 ? clean(text.trim()) : '';
}

/**
 * Puts series of different studies together that are one series of a protocol. Two series of one study are never put
 * together here.
 */
export function groupAcrossStudies(members: readonly Member[], clean: Clean): Member[][] {
  const groups: Member[][] = [];
  for (const study of new Set(members.map((member) => member.study))) {
    const own = members.filter((member) => member.study === study);
    const pairs = own.flatMap((member) =>
      groups.map((group) => ({
        member,
        group,
        score: Math.max(...group.map((one) => likeness(one, member, clean))),
      })),
    );
    const taken = new Set<Member | Member[]>();
    for (const { member, group, score } of pairs.sort((a, b) => b.score - a.score)) {
      if (score < ALIKE || taken.has(member) || taken.has(group)) continue;
      taken.add(member).add(group);
      group.push(member);
    }
    groups.push(...own.filter((member) => !taken.has(member)).map((member) => [member]));
  }
  return groups;
}

/**
 * How alike two series are, 0 to 1: half by their descriptions, a quarter each by terms and by magnitudes. Where one has
 * no description, and on scanners of one make, magnitudes have to be close, too: a T1 and a T2 of one scanner are two.
 */
export function likeness(a: Member, b: Member, clean: Clean): number {
  if (modalityOf(a.view) !== modalityOf(b.view)) return 0;
  const [one, other] = [wordsOf(descriptionOf(a.view, clean)), wordsOf(descriptionOf(b.view, clean))];
  const close = magnitudes(a.view, b.view);
  if (one.size === 0 || other.size === 0) return close < CLOSE ? 0 : (terms(a.view, b.view) + close) / 2;
  const described = overlap(one, other);
  if (described < 1 && close < CLOSE && sameMake(a.view, b.view)) return 0;
  return described / 2 + terms(a.view, b.view) / 4 + close / 4;
}

function sameMake(a: SeriesView, b: SeriesView): boolean {
  const make = ({ headers }: SeriesView): string => headers[0]?.manufacturer ?? '';
  return make(a) === make(b);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return shared / all;
}

function terms(a: SeriesView, b: SeriesView): number {
  const same = TECHNIQUE.filter((name) => {
    const quantity = askedQuantity(name);
    return JSON.stringify(onlyTexts(quantity, a)) === JSON.stringify(onlyTexts(quantity, b));
  });
  return same.length / TECHNIQUE.length;
}

function magnitudes(a: SeriesView, b: SeriesView): number {
  let sum = 0;
  let count = 0;
  for (const name of MAGNITUDES) {
    const quantity = askedQuantity(name);
    const [x, y] = [onlyNumber(quantity, a), onlyNumber(quantity, b)];
    if (x === undefined && y === undefined) continue;
    count++;
    // One has an inversion time, the other none: they differ.
    if (x !== undefined && y !== undefined && x > 0 && y > 0) sum += Math.min(x, y) / Math.max(x, y);
  }
  return count === 0 ? 1 : sum / count;
}
