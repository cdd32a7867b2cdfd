import type { SeriesView } from '../series-view.js';
import { entryName } from './description.js';
import type { DraftEntry } from './draft.js';
import { type Amendment, draftChecks } from './draft-entry.js';
import { type Clean, descriptionOf, groupAcrossStudies, type Member } from './group.js';
import { type LeftOut, modalityOf } from './sort-out.js';
import { type Telling, tellApart } from './tell-apart.js';

/** A series that the protocol does not ask for. */
export interface LeftOutSeries extends Member {
  readonly why: LeftOut;
}

/** What a protocol is made of: series that it asks for, and others. */
export interface Sorted {
  readonly kept: readonly Member[];
  readonly leftOut: readonly LeftOutSeries[];
  readonly studies: number;
}

interface Told {
  readonly members: readonly Member[];
  readonly conditions: readonly Telling[];
}

/** What the reference does not meet, by name of the series. */
export type Amendments = ReadonlyMap<string, Amendment>;

const NOTHING: Amendment = { omit: new Map(), loose: new Set() };

/** The series of the protocol: put together across studies, told apart, each with its checks. */
export function draftEntries(sorted: Sorted, clean: Clean, amendments: Amendments): DraftEntry[] {
  const told = tellAllApart(groupAcrossStudies(sorted.kept, clean), clean);
  const names = new Set<string>();
  return told.map(({ members, conditions }) => {
    const [first] = members;
    const description = first ? descriptionOf(first.view, clean) : '';
    const name = unused(entryName(description, (first && modalityOf(first.view)) ?? 'series'), names);
    return {
      name,
      title: description,
      members,
      match: conditions,
      count: countOf(members, sorted.studies),
      ...draftChecks(members, clean, amendments.get(name) ?? NOTHING),
    };
  });
}

function unused(name: string, names: Set<string>): string {
  let candidate = name;
  for (let number = 2; names.has(candidate); number++) candidate = `${name}_${number}`;
  names.add(candidate);
  return candidate;
}

/** Groups that nothing tells apart become one. */
function tellAllApart(groups: readonly (readonly Member[])[], clean: Clean): Told[] {
  const views = groups.flat().map(({ view }) => view);
  const told: Told[] = [];
  for (const members of groups) {
    const own = new Set(members.map(({ view }) => view));
    const others = views.filter((view) => !own.has(view));
    const { conditions, alike } = tellApart([...own], others, clean);
    if (alike.length > 0) return tellAllApart(joined(groups, [...own, ...alike]), clean);
    told.push({ members, conditions });
  }
  return told;
}

/** All groups that hold one of these views as one, in the place of the first. */
function joined(groups: readonly (readonly Member[])[], views: readonly SeriesView[]): Member[][] {
  const isOf = (group: readonly Member[]): boolean => group.some(({ view }) => views.includes(view));
  const one = groups.filter(isOf).flat();
  const first = groups.findIndex(isOf);
  return groups.flatMap((group, place) => {
    if (place === first) return [one];
    return isOf(group) ? [] : [[...group]];
  });
}

function countOf(members: readonly Member[], studies: number): DraftEntry['count'] {
  const counts = new Map<number, number>();
  for (const { study } of members) counts.set(study, (counts.get(study) ?? 0) + 1);
  const all = [...counts.values(), ...(counts.size < studies ? [0] : [])];
  const [min, max] = [Math.min(...all), Math.max(...all)];
  return min === max ? max : { min, max };
}
