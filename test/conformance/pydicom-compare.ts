import { createHash } from 'node:crypto';
import type { Dataset } from '../../src/dicom/dataset.js';
import type { Element } from '../../src/dicom/element.js';
import { isPixelData } from '../../src/dicom/pixel-element.js';
import { packVr } from '../../src/dicom/vr.js';
import type { PeerElement } from './pydicom-reader.js';

/** As in read_all.py. */
const MAX_DEPTH = 3;
/** VRs whose leading spaces mean nothing; trailing ones mean nothing in any text. PS3.5 table 6.2-1. */
const LEADING_PADDING = new Set(['AE', 'CS', 'DS', 'IS', 'LO', 'SH']);

/** One way in which the two readers differ on one element. */
export interface Difference {
  readonly what: 'only-ours' | 'only-theirs' | 'vr' | 'value';
  readonly where: string;
  readonly vr: string;
  readonly ours: string;
  readonly theirs: string;
}

/** The elements of a data set and its items by their path of tags, as read_all.py gives them; pixel data left out. */
export function flatten(ds: Dataset): Map<string, { element: Element; items: number }> {
  const found = new Map<string, { element: Element; items: number }>();
  const walk = (level: Dataset, prefix: string, depth: number): void => {
    for (const element of level.elements()) {
      const where = prefix + element.tag.toString(16).padStart(8, '0');
      if (depth === 0 && isPixelData(element.tag)) continue;
      const items = level.items(element);
      found.set(where, { element, items: items.length });
      if (depth < MAX_DEPTH)
        for (const [i, item] of items.entries()) walk(item, `${where}[${i}].`, depth + 1);
    }
  };
  walk(ds, '', 0);
  return found;
}

/** The value in the form in which read_all.py gives it, by the kind that pydicom took it for. */
function valueAs(
  kind: PeerElement[3],
  vr: string,
  { element, items }: { element: Element; items: number },
): string {
  if (kind === 'sequence') return JSON.stringify(items);
  if (kind === 'bytes') {
    const { bytes } = element;
    return JSON.stringify([bytes.length, createHash('sha1').update(bytes).digest('hex')]);
  }
  const known = element.readAs(packVr(vr));
  if (kind === 'texts') return listOf(known.strings().map((text) => comparable(text, vr)));
  const value = known.value();
  return JSON.stringify(value.kind === 'numbers' ? value.values.map(String) : []);
}

function comparable(text: string, vr: string): string {
  const trimmed = text.replace(/[ \0]+$/, '');
  return LEADING_PADDING.has(vr) ? trimmed.replace(/^ +/, '') : trimmed;
}

function theirValue([, , vr, kind, value]: PeerElement): string {
  if (!Array.isArray(value) || kind === 'bytes') return JSON.stringify(value);
  const parts = (value as string[]).map((part) =>
    kind === 'numbers' ? String(numberOf(part)) : comparable(part, vr),
  );
  return listOf(parts);
}

/** A value of nothing but padding is no value: pydicom gives an empty one for it, we give one empty text. */
function listOf(parts: readonly string[]): string {
  return JSON.stringify(parts.length === 1 && parts[0] === '' ? [] : parts);
}

/** Python's text of a number as JavaScript would print it. */
function numberOf(text: string): number | bigint {
  if (/^-?\d{16,}$/.test(text)) return BigInt(text);
  if (text === 'inf' || text === '-inf') return text === 'inf' ? Infinity : -Infinity;
  return text === 'nan' || text === '' ? Number.NaN : Number(text);
}

/**
 * Every difference between our reading of a data set and pydicom's, and how many values were compared. An element
 * whose VR only pydicom's private dictionary knows is read as that VR by us, too.
 */
export function compareFile(
  ds: Dataset,
  theirs: readonly PeerElement[],
): { compared: number; differences: Difference[] } {
  const ours = flatten(ds);
  const differences: Difference[] = [];
  let compared = 0;
  for (const peer of theirs) {
    const [where, coded, vr, kind] = peer;
    const own = ours.get(where);
    ours.delete(where);
    if (!own) {
      differences.push({ what: 'only-theirs', where, vr, ours: '', theirs: theirValue(peer) });
      continue;
    }
    const { element } = own;
    if (coded !== null && coded !== 'UN' && coded !== element.vrName) {
      differences.push({ what: 'vr', where, vr, ours: element.vrName, theirs: coded });
    }
    if (element.deferred) continue;
    compared++;
    const [a, b] = [valueAs(kind, vr, own), theirValue(peer)];
    if (a !== b) differences.push({ what: 'value', where, vr, ours: a, theirs: b });
  }
  for (const [where, { element }] of ours) {
    differences.push({
      what: 'only-ours',
      where,
      vr: element.vrName,
      ours: String(element.length),
      theirs: '',
    });
  }
  return { compared, differences };
}
