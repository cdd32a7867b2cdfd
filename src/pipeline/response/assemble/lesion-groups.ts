import { groupBy } from '../../../findings/group-by.js';
import type { LesionKeys, Observation } from '../observation.js';
import { isReading } from './subjects.js';
import { byteOrder, distinct, listed, lookOf, type Telling, trimmed } from './telling.js';

/** A row of a course, with its visit. */
export interface Statement {
  readonly said: Observation;
  /** Index of the visit; null of a fact that holds for all. */
  readonly visit: number | null;
  /** What ties it to a lesion: its own keys, or those that a fact gives it. */
  readonly keys: LesionKeys;
}

/** All that is said of one lesion by one reader. */
export interface LesionGroup {
  /** For people: its label, else its tracking ID, else its tracking UID. */
  readonly label: string;
  readonly names: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  /** Whether a tracking UID tells it from every other. */
  readonly isTracked: boolean;
  /** Two lesions may be in it, or it may be another one: nothing of it is evaluated. */
  readonly isAmbiguous: boolean;
}

/**
 * Lesions of a course by their names, in byte order. A lesion is told by its tracking UID, else its tracking ID, else its
 * label; a row with two of them ties them. Facts alone make no lesion.
 */
export function lesionGroups(statements: readonly Statement[], telling: Telling): readonly LesionGroup[] {
  const groups = tied(statements)
    .filter((group) => group.some(({ said }) => isReading(said)))
    .map(groupOf)
    .sort((a, b) => byteOrder(a.label, b.label));
  for (const group of groups.filter(({ isAmbiguous }) => isAmbiguous)) {
    const uids = distinct(group.statements.map(({ keys }) => trimmed(keys.trackingUid)));
    const what = uids.length > 1 ? 'tracking UIDs' : 'tracking IDs';
    const detail = `lesions of different ${what} are called ${group.label}`;
    telling.block({ code: 'lesion-ambiguous', lesion: group.label, detail });
  }
  return lookalikes(groups, telling);
}

/** Names of a row, the kind in front, so that a label never meets an ID. */
function namesOf({ trackingUid, trackingId, label }: LesionKeys): readonly string[] {
  const kinds = { uid: trimmed(trackingUid), id: trimmed(trackingId), label: trimmed(label) };
  return Object.entries(kinds).flatMap(([kind, name]) => (name === null ? [] : [`${kind} ${name}`]));
}

/** Whether anything ties a row to a lesion. */
export function isNamed(keys: LesionKeys): boolean {
  return namesOf(keys).length > 0;
}

/** Whether two rows share a name. */
export function shareName(a: LesionKeys, b: LesionKeys): boolean {
  const names = namesOf(a);
  return namesOf(b).some((name) => names.includes(name));
}

/** Statements that names tie together, one by one. */
function tied(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(name, root);
    return root;
  };
  for (const { keys } of statements) {
    const [first, ...others] = namesOf(keys).map(rootOf);
    for (const other of others) if (first !== undefined) parents.set(rootOf(other), rootOf(first));
  }
  const named = statements.filter(({ keys }) => isNamed(keys));
  return [...groupBy(named, ({ keys }) => rootOf(namesOf(keys)[0] ?? '')).values()];
}

function groupOf(statements: readonly Statement[]): LesionGroup {
  const keys = statements.map((one) => one.keys);
  const uids = distinct(keys.map(({ trackingUid }) => trimmed(trackingUid)));
  const ids = distinct(keys.map(({ trackingId }) => trimmed(trackingId)));
  const labels = distinct(keys.map(({ label }) => trimmed(label)));
  const tracked = keys.filter(({ trackingUid }) => trimmed(trackingUid) !== null);
  const idsOfTracked = new Set(tracked.map(({ trackingId }) => trimmed(trackingId)));
  const strayIds = ids.filter((id) => !idsOfTracked.has(id));
  const areTied = tiedByFacts(uids, statements);
  return {
    label: labels[0] ?? ids[0] ?? uids[0] ?? '',
    names: new Set(keys.flatMap(namesOf)),
    statements,
    isTracked: uids.length === 1 || (uids.length > 1 && areTied),
    isAmbiguous: (uids.length > 1 && !areTied) || (strayIds.length > 0 && ids.length > 1),
  };
}

/**
 * Whether lines of `--lesions` say of every one of these tracking UIDs that it is of one lesion, by the same label or
 * tracking ID. AIM 3, and reports made of it, have a UID an annotation: of themselves they never tie two visits.
 */
function tiedByFacts(uids: readonly string[], statements: readonly Statement[]): boolean {
  const lines = statements.filter(({ said }) => said.isFact).map(({ keys }) => keys);
  const of = (uid: string) =>
    distinct(
      lines
        .filter(({ trackingUid }) => trimmed(trackingUid) === uid)
        .map(({ label, trackingId }) => trimmed(label) ?? trimmed(trackingId)),
    );
  const names = distinct(uids.flatMap(of));
  return names.length === 1 && uids.every((uid) => of(uid).length === 1);
}

/** Lesions that are called the same but for their case, or the one by label as the other by tracking ID. */
function lookalikes(groups: readonly LesionGroup[], telling: Telling): readonly LesionGroup[] {
  const alike = new Set<LesionGroup>();
  for (const same of groupBy(groups, ({ label }) => lookOf(label)).values()) {
    const labels = distinct(same.map(({ label }) => label));
    const areTold = labels.length === same.length && same.every(({ isTracked }) => isTracked);
    if (same.length < 2 || areTold) continue;
    const detail =
      labels.length > 1
        ? `${listed(labels)} differ by case or by characters that nobody sees: they may be one lesion`
        : `one lesion is labelled ${labels[0]} and another is tracked as ${labels[0]}`;
    telling.block({ code: 'lesion-ambiguous', lesion: labels[0] ?? '', detail });
    for (const group of same) alike.add(group);
  }
  return groups.map((group) => (alike.has(group) ? { ...group, isAmbiguous: true } : group));
}

/** The label of the lesion that a text names, by its label, tracking ID or tracking UID; else the text. */
export function labelNamed(text: string, groups: readonly LesionGroup[]): string {
  const name = text.trim();
  const kinds = ['label', 'id', 'uid'].map((kind) => `${kind} ${name}`);
  for (const kind of kinds) {
    const group = groups.find(({ names }) => names.has(kind));
    if (group) return group.label;
  }
  return name;
}
