import { SAFE_PRIVATE } from '../../../generated/safe-private.js';

let table: ReadonlyMap<string, string> | undefined;

function keyOf(creator: string, group: number, element: number): string {
  return `${creator}\t${group}\t${element}`;
}

function readTable(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of SAFE_PRIVATE.split('\n')) {
    const [creator = '', group = '', element = '', vr = ''] = line.split('\t');
    // A choice (`OW/OB`) tells nothing, and sequences are not read as values.
    if (!/^[A-Z]{2}$/.test(vr) || vr === 'SQ') continue;
    found.set(keyOf(creator, Number.parseInt(group, 16), Number.parseInt(element, 16)), vr);
  }
  return found;
}

/**
 * The VR of a private element where the standard publishes it (PS3.15 Table E.3.10-1): what an implicit file leaves
 * out. Undefined for others.
 * @param element the low byte of the element number
 */
export function privateVr(creator: string, group: number, element: number): string | undefined {
  table ??= readTable();
  return table.get(keyOf(creator, group, element));
}
