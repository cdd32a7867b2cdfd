import type { InstanceTable } from './instance-table.js';

/** FNV-1a, 52 bits of two 32-bit lanes: equal texts have equal hashes; unequal ones are compared byte by byte. */
function hash(bytes: Uint8Array): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x85ebca6b) + low;
  }
  return (high >>> 12) * 0x100000000 + (low >>> 0);
}

/**
 * Instances that share a SOP Instance UID, each group in the order of the files, groups by their first member.
 * Instances without a UID are in no group: nothing says that they are the same.
 */
export function repeatedInstances(table: InstanceTable): number[][] {
  const byHash = new Float64Array(table.size);
  for (let i = 0; i < table.size; i++) byHash[i] = hash(table.sopBytes(i));
  const order = new Uint32Array(table.size).map((_, i) => i);
  order.sort((a, b) => (byHash[a] ?? 0) - (byHash[b] ?? 0) || a - b);
  const groups: number[][] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && byHash[order[to] ?? 0] === byHash[order[from] ?? 0]) to++;
    if (to - from > 1) groups.push(...sameUid(table, order.subarray(from, to)));
    from = to;
  }
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function sameUid(table: InstanceTable, candidates: Uint32Array): number[][] {
  const byUid = new Map<string, number[]>();
  for (const instance of candidates) {
    const uid = table.sopInstanceUID(instance);
    if (uid === '') continue;
    const group = byUid.get(uid);
    if (group) group.push(instance);
    else byUid.set(uid, [instance]);
  }
  return [...byUid.values()].filter((group) => group.length > 1);
}
