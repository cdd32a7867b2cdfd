import type { VNode } from 'preact';
import type { DeidHit } from '../../../deid-sections.js';
import { DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { of, type Told } from '../../told.js';
import { Count, Nothing, Text } from '../../value.js';
import { KIND_WORDS } from './words.js';

/** Hits that a file shows by itself: a name that is everywhere in a header is found a hundred times. */
const MOST_HITS = 6;
/** Places that are shown at once. */
const MOST_PLACES = 15;
const CAPTION = 'Where something that identifies was found';

/** A kind of value, and what it is. */
function Kind({ of: kind }: { of: Told<string> }): VNode {
  const words = Object.hasOwn(KIND_WORDS, kind.value) ? KIND_WORDS[kind.value] : undefined;
  return (
    <>
      <Text of={kind} />
      {words && ` (${words})`}
    </>
  );
}

/** Where something that identifies was found in one file. Never what. */
export function HitList({ hits }: { hits: readonly Told<DeidHit>[] }): VNode {
  if (hits.length === 0) return <Nothing why="nothing was found" />;
  const more = hits.length - MOST_HITS;
  return (
    <ul class="plain">
      {hits.slice(0, MOST_HITS).map((hit) => (
        <li>
          <Text of={of(hit, 'where')} code /> holds <Text of={of(hit, 'kind')} /> of{' '}
          <Text of={of(hit, 'from')} code />
        </li>
      ))}
      {more > 0 && (
        <li class="more">
          … and <Count n={more} what="hits of the file not shown" /> more places
        </li>
      )}
    </ul>
  );
}

interface HitGroup {
  readonly first: Told<DeidHit>;
  readonly count: number;
}

/** Hits of all files, equal ones together, the most frequent first. */
function groupHits(hits: readonly Told<DeidHit>[]): HitGroup[] {
  const groups = new Map<string, { first: Told<DeidHit>; count: number }>();
  for (const hit of hits) {
    const { where, from, kind } = hit.value;
    const key = JSON.stringify([where, from, kind]);
    const group = groups.get(key) ?? { first: hit, count: 0 };
    groups.set(key, group);
    group.count++;
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Where something that identifies was found, over all files: the most frequent places, and on demand all. */
export function HitTable({ hits }: { hits: readonly Told<DeidHit>[] }): VNode | null {
  const groups = groupHits(hits);
  const rest = groups.slice(MOST_PLACES);
  if (groups.length === 0) return null;
  return (
    <>
      <HitPlaces caption={`${CAPTION}: the place, never the value`} groups={groups.slice(0, MOST_PLACES)} />
      {rest.length > 0 && (
        <Fold
          summary={
            <>
              <Count n={rest.length} what="rarer places" /> more places
            </>
          }
        >
          <HitPlaces caption={`${CAPTION}: rarer places`} groups={rest} />
        </Fold>
      )}
    </>
  );
}

function HitPlaces({ caption, groups }: { caption: string; groups: readonly HitGroup[] }): VNode | null {
  return (
    <DataTable
      caption={caption}
      rows={groups}
      columns={[
        {
          title: 'Found in',
          head: true,
          wide: true,
          cell: ({ first }) => <Text of={of(first, 'where')} code />,
        },
        { title: 'What it is', cell: ({ first }) => <Kind of={of(first, 'kind')} /> },
        { title: 'Known from', cell: ({ first }) => <Text of={of(first, 'from')} code /> },
        {
          title: 'Times',
          numeric: true,
          cell: ({ count }) => <Count n={count} what="hits of this place, kind and origin" />,
        },
      ]}
    />
  );
}
