import { unpadded, withoutTrailing } from './padding.js';

/** The five components of one component group of a person's name, PS3.5 6.2.1.1; empty where not given. */
interface NameComponents {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A PN value: a group that is absent or wholly empty is left out. */
export interface PersonName {
  readonly alphabetic?: NameComponents;
  readonly ideographic?: NameComponents;
  readonly phonetic?: NameComponents;
}

/** Splits at the delimiter into at most `count` parts; what is beyond stays in the last, so nothing is lost. */
function parts(text: string, delimiter: string, count: number): string[] {
  const all = text.split(delimiter);
  return all.length <= count ? all : [...all.slice(0, count - 1), all.slice(count - 1).join(delimiter)];
}

function parseGroup(text: string): NameComponents | undefined {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = parts(
    withoutTrailing(text, '^ \0'),
    '^',
    5,
  ).map(unpadded);
  const group = { family, given, middle, prefix, suffix };
  return Object.values(group).some((component) => component !== '') ? group : undefined;
}

/**
 * Parses one decoded PN value: up to three component groups by `=`, five components each by `^` (PS3.5 6.2.1).
 * A sixth component or a fourth group, which the standard has not, stays with the last one. Padding is taken off.
 */
export function parsePersonName(text: string): PersonName {
  const [alphabetic, ideographic, phonetic] = parts(withoutTrailing(text, '=^ \0'), '=', 3).map(parseGroup);
  return {
    ...(alphabetic ? { alphabetic } : {}),
    ...(ideographic ? { ideographic } : {}),
    ...(phonetic ? { phonetic } : {}),
  };
}

function formatGroup(group: NameComponents | undefined): string {
  if (!group) return '';
  const { family, given, middle, prefix, suffix } = group;
  return withoutTrailing([family, given, middle, prefix, suffix].join('^'), '^');
}

/** The PN value of a name; trailing empty components and groups, and their delimiters, are left out (PS3.5 6.2.1.2). */
export function formatPersonName({ alphabetic, ideographic, phonetic }: PersonName): string {
  return withoutTrailing([alphabetic, ideographic, phonetic].map(formatGroup).join('='), '=');
}
