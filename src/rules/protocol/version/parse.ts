import { parseCanon } from './canon.js';
import { parseGe, RELEASE_LETTER } from './ge.js';
import { parsePhilips } from './philips.js';
import { PET_LETTER, parseSiemens, SERVICE_LETTER } from './siemens.js';
import type { SoftwareVersion, VersionFamily } from './version.js';

/** The numbers of a version that stands in one text; undefined where there is none. */
type Parser = (text: string, ofFamily: boolean) => readonly number[] | undefined;

const PARSERS: Readonly<Record<VersionFamily, Parser>> = {
  siemens: parseSiemens,
  ge: parseGe,
  philips: parsePhilips,
  canon: parseCanon,
};

/** How Manufacturer (0008,0070) names the vendors; before and after mergers. */
const MAKERS: readonly (readonly [RegExp, VersionFamily])[] = [
  [/siemens/i, 'siemens'],
  [/^\s*ge\b|g\.e\.|general electric/i, 'ge'],
  [/philips/i, 'philips'],
  [/canon|toshiba/i, 'canon'],
];

/** Longer texts are no versions. Software Versions is LO: 64 characters (PS3.5 6.2). */
const LONGEST = 200;

/** The vendor whose versions a manufacturer writes; undefined where no order is known for them. */
export function versionFamily(manufacturer: string): VersionFamily | undefined {
  return MAKERS.find(([pattern]) => pattern.test(manufacturer))?.[1];
}

/**
 * Finds the version that can be compared in what Software Versions (0018,1020) holds, or in what a protocol says.
 * @param texts its values: the one that parses decides, of several that agree the most exact one
 * @param manufacturer Manufacturer (0008,0070); empty in a protocol, and then only a form that one vendor alone has
 *   is understood (`XA30`, `DV26.0_R02`, `R5.7`, `V6.0`)
 * @returns undefined where nothing parses, values contradict each other, or no order is known for the vendor
 */
export function parseVersion(texts: readonly string[], manufacturer: string): SoftwareVersion | undefined {
  const maker = manufacturer.trim();
  const family = versionFamily(maker);
  if (family !== undefined) return agreed(texts, family, true);
  if (maker !== '') return undefined;
  const found = (Object.keys(PARSERS) as VersionFamily[]).flatMap((each) => agreed(texts, each, false) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

function agreed(
  texts: readonly string[],
  family: VersionFamily,
  ofFamily: boolean,
): SoftwareVersion | undefined {
  let best: SoftwareVersion | undefined;
  for (const raw of texts) {
    const text = raw.trim();
    const parts = text.length > LONGEST ? undefined : PARSERS[family](text, ofFamily);
    if (parts === undefined) continue;
    const version: SoftwareVersion = { family, parts, text };
    if (best !== undefined && sharedOrder(best, version) !== 0) return undefined;
    if (best === undefined || parts.length > best.parts.length) best = version;
  }
  return best;
}

/**
 * How a version stands to one that is asked for: negative, 0 or positive.
 * What `asked` does not say is not compared: `XA30A` is `XA30`.
 * @returns undefined where they have no order: other vendors, branches that exist side by side, or a version that is
 *   less exact than what is asked for and equal as far as it goes. `XA30` may be `XA30A`, or not.
 */
export function compareVersions(version: SoftwareVersion, asked: SoftwareVersion): number | undefined {
  const order = sharedOrder(version, asked);
  return order === 0 && version.parts.length < asked.parts.length ? undefined : order;
}

/** The order of the parts that both have. */
function sharedOrder(a: SoftwareVersion, b: SoftwareVersion): number | undefined {
  if (a.family !== b.family) return undefined;
  const length = Math.min(a.parts.length, b.parts.length);
  for (let i = 0; i < length; i++) {
    const [one = 0, other = 0] = [a.parts[i], b.parts[i]];
    if (one === other) continue;
    return branches(a.family, i, [one, other]) ? undefined : one - other;
  }
  return 0;
}

/** True where two parts that differ are names of branches, which have no order. */
function branches(family: VersionFamily, part: number, values: readonly number[]): boolean {
  switch (family) {
    case 'siemens':
      return part === SERVICE_LETTER && values.includes(PET_LETTER);
    case 'ge':
    case 'canon':
      return part === RELEASE_LETTER;
    case 'philips':
      return false;
  }
}
