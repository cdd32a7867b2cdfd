import type { Lesion } from '../../../rules/response/course.js';
import { type Criteria, LYMPH_NODES } from '../../../rules/response/criteria/criteria.js';
import type { Role } from '../../../rules/response/words.js';
import type { Observation } from '../observation.js';
import { type LesionGroup, labelNamed } from './lesion-groups.js';
import { organsOf, type SaidOrgan } from './organ.js';
import { distinct, listed, type Telling, trimmed } from './telling.js';

/** What a lesion is, at all visits. */
export type LesionFacts = Omit<Lesion, 'readings'>;

/** What facts of lesions are judged with. */
export interface FactContext {
  readonly criteria: Criteria;
  readonly groups: readonly LesionGroup[];
  readonly telling: Telling;
}

/**
 * What a lesion is by all that rows and facts say of it; what they say differently blocks the course. Undefined where
 * it is not known whether it is a target, another lesion or a new one: nothing is said of it then but the problem.
 */
export function lesionFacts(group: LesionGroup, context: FactContext): LesionFacts | undefined {
  const { label, statements } = group;
  const said = statements.map((one) => one.said);
  const role = roleOf(said, label, context.telling);
  if (role === undefined) return undefined;
  const site = siteOf(said, { label, role }, context);
  const { telling, groups } = context;
  const isMeasurable = agreed(said, ({ isMeasurable: is }) => is, {
    what: 'measurable or not',
    label,
    telling,
  });
  const parent = agreed(said, ({ splitFrom: from }) => splitLabel(from, groups), {
    ...{ what: 'what it split from', label, telling },
  });
  return {
    ...{ label, role, ...site },
    ...(isMeasurable !== undefined && { isMeasurable }),
    ...(parent !== undefined && { splitFrom: parent }),
  };
}

function splitLabel(text: string | null, groups: readonly LesionGroup[]): string | null {
  const name = trimmed(text);
  return name === null ? null : labelNamed(name, groups);
}

interface About {
  readonly what: string;
  readonly label: string;
  readonly telling: Telling;
}

/** What all rows and facts that say it agree on; undefined where nobody says it, or they differ, which blocks. */
function agreed<T extends string | boolean>(
  said: readonly Observation[],
  of: (row: Observation) => T | null,
  { what, label, telling }: About,
): T | undefined {
  const values = distinct(said.map(of));
  if (values.length > 1) tellConflict(values.map(wordOf), { what, label, telling });
  return values.length === 1 ? values[0] : undefined;
}

function wordOf(value: string | boolean): string {
  if (typeof value === 'string') return value;
  return value ? 'yes' : 'no';
}

function tellConflict(values: readonly string[], { what, label, telling }: About): void {
  const detail = `${what} is said differently: ${listed(values)}`;
  telling.block({ code: 'facts-conflict', lesion: label, detail, actual: values.join(', ') });
}

function roleOf(said: readonly Observation[], label: string, telling: Telling): Role | undefined {
  const role = agreed(said, (row) => row.role, { what: 'its role', label, telling });
  const byFact = said.some((row) => row.isFact && row.role !== null);
  const unknown = distinct(said.map(({ unknownRole }) => trimmed(unknownRole)));
  // A fact says what a row says in words that nobody knows.
  if (unknown.length > 0 && !byFact) {
    const detail = `its role is none that is known: ${listed(unknown)}`;
    const expected = 'target, non-target or new';
    telling.block({ code: 'role-unknown', lesion: label, detail, expected, actual: unknown.join(', ') });
    return undefined;
  }
  if (role === undefined && said.every((row) => row.role === null)) {
    const detail = 'nothing says whether it is target, non-target or new; --lesions can';
    const expected = 'a role, in the rows or by --lesions';
    telling.block({ code: 'role-missing', lesion: label, detail, expected });
  }
  return role;
}

/** Node or not, and the organ. The organ of every node is the lymph nodes: RECIST working group, recist.eortc.org FAQ. */
function siteOf(
  said: readonly Observation[],
  { label, role }: Pick<LesionFacts, 'label' | 'role'>,
  { criteria, telling }: FactContext,
): Pick<LesionFacts, 'isNode' | 'organ'> {
  const stated = agreed(said, (row) => row.isNode, { what: 'node or not', label, telling });
  const found = organsOf(said, criteria);
  // A node may be written with the organ that it lies in.
  const organs = stated === true ? [LYMPH_NODES] : found.organs;
  if (organs.length > 1) tellConflict(organs, { what: 'its organ', label, telling });
  if (stated === false && organs.includes(LYMPH_NODES)) {
    const detail = `it is said to be no node, and its organ ${LYMPH_NODES}`;
    telling.block({ code: 'facts-conflict', lesion: label, detail });
  }
  const organ = organs.length === 1 ? organs[0] : undefined;
  const isUnsaid = said.every((row) => row.isNode === null);
  const byOrgan = organ === undefined ? undefined : organ === LYMPH_NODES;
  const isNode = isUnsaid ? byOrgan : stated;
  const isOpen = isUnsaid && isNode === undefined;
  if (organs.length === 0 && (role === 'target' || isOpen)) tellOpen(found, { label, role, isOpen }, telling);
  return { ...(isNode !== undefined && { isNode }), ...(organ !== undefined && { organ }) };
}

/** What is missing, by what would mend it: words for the criteria's table, or the fact itself. */
function tellOpen(
  { unknown }: SaidOrgan,
  { label, role, isOpen }: Pick<LesionFacts, 'label' | 'role'> & { readonly isOpen: boolean },
  telling: Telling,
): void {
  if (unknown.length > 0) {
    const detail = `no organ of the criteria is called ${listed(unknown)}`;
    const expected = 'a name or code under organs: of the criteria';
    telling.tell({ code: 'organ-unknown', lesion: label, detail, expected, actual: unknown.join(', ') });
  } else if (role === 'target') {
    const expected = 'an organ, in the rows or by --lesions';
    telling.tell({
      code: 'organ-missing',
      lesion: label,
      detail: 'nobody says in which organ it is',
      expected,
    });
  }
  if (isOpen) {
    const detail = 'neither it nor its organ says whether it is a lymph node';
    telling.tell({ code: 'node-unknown', lesion: label, detail, expected: 'node: yes or no, or an organ' });
  }
}
