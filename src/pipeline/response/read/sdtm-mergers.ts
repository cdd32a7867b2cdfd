import type { Observation } from '../observation.js';

const NOTHING_SAID = {
  ...{ role: null, axis: null, isUnnamedAxis: false, value: null, unit: null, unknownState: null },
  ...{ why: null, method: null, unknownMethod: null, isNode: null, isBaseline: null },
  ...{ organ: null, organCodes: [], unknownRole: null, splitFrom: null },
};

/**
 * SDTM tells of a merger once, at the visit where it is seen. Here it goes on: at later visits where the lesion that
 * another merged into is read, and the other is not, the other is merged still. Where the order of visits is not
 * known, nothing is added.
 */
export function laterMergers(observations: readonly Observation[]): readonly Observation[] {
  const read = new Set(observations.map(lesionVisit));
  const later = new Map<string, Observation>();
  for (const merger of observations) {
    if (merger.state !== 'merged' || merger.mergedInto === null) continue;
    for (const other of observations) {
      if (!isOf(other, merger.mergedInto, merger) || !isAfter(other, merger)) continue;
      const { mergedInto, keys } = merger;
      const again: Observation = { ...other, ...NOTHING_SAID, keys, state: 'merged', mergedInto };
      const key = lesionVisit(again);
      // The first in the order of lines stands for all records of that visit.
      if (!read.has(key) && isEarlierLine(again, later.get(key))) later.set(key, again);
    }
  }
  return [...later.values()];
}

function isOf(one: Observation, label: string, { subject, reader }: Observation): boolean {
  return one.keys.label === label && one.subject === subject && one.reader === reader;
}

function isAfter(one: Observation, other: Observation): boolean {
  if (one.visitNumber !== null && other.visitNumber !== null) return one.visitNumber > other.visitNumber;
  return one.date !== null && other.date !== null && one.date > other.date;
}

function isEarlierLine(one: Observation, other: Observation | undefined): boolean {
  if (!other) return true;
  return (
    one.at.source - other.at.source < 0 || (one.at.source === other.at.source && one.at.line < other.at.line)
  );
}

function lesionVisit({ subject, reader, keys, visit, visitNumber, date }: Observation): string {
  return JSON.stringify([subject, reader, keys.label, visit ?? visitNumber ?? date]);
}
