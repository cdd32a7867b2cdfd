import { nearest } from '../../../findings/suggest.js';
import type { Check, Cross, Entry, Protocol, ProtocolPath } from '../compiled.js';
import { conditionsExclude } from './excludes.js';
import { conditionImplied } from './implies.js';
import type { LintNote } from './lint.js';

/** Rules that can never say anything. */
export function idleRules(protocol: Protocol): LintNote[] {
  return [
    ...withoutChecks(protocol),
    ...protocol.entries.flatMap((entry) => entryNotes(entry, protocol)),
    ...visitNames(protocol.entries),
    ...protocol.crossSeries.flatMap((rule) => [
      ...unknownNames(rule.path, namesOf(rule), protocol.entries),
      ...crossNotes(rule, protocol.entries),
    ]),
    ...protocol.acrossVisits.flatMap((rule) => unknownNames(rule.path, rule.of ?? [], protocol.entries)),
  ];
}

function idle(message: string, path: ProtocolPath, outcome: LintNote['outcome'] = 'warn'): LintNote {
  return { code: 'protocol-rule-idle', outcome, message, path };
}

function withoutChecks({ entries, crossSeries, acrossVisits }: Protocol): LintNote[] {
  const some = entries.some(({ checks, variants }) => checks.length > 0 || variants.length > 0);
  if (some || crossSeries.length > 0 || acrossVisits.length > 0) return [];
  return [idle('the protocol checks nothing: whatever is found is only counted', ['series'])];
}

function entryNotes(entry: Entry, { exclude }: Protocol): LintNote[] {
  const { name, match, checks, variants, count, path } = entry;
  const notes: LintNote[] = [];
  const shut = exclude.find((exclusion) => conditionImplied([match], exclusion.match));
  if (shut) {
    const text = `no scan is ever taken for '${name}': all that fit are excluded ('${shut.reason}')`;
    notes.push(idle(text, [...path, 'match'], 'fail'));
  }
  const all = [...checks, ...variants.flatMap((variant) => variant.checks)];
  if (count.max === 0 && all.length > 0) {
    notes.push(idle(`'${name}' must not be there at all: its checks say nothing`, [...path, 'checks']));
  }
  return [...notes, ...all.flatMap((check) => checkNotes(check, entry)), ...match.terms.flatMap(termNotes)];
}

function checkNotes(check: Check, { match, name }: Entry): LintNote[] {
  const { when, quantity, path } = check;
  if (!when) return [];
  const never = conditionsExclude(match, when)
    ? [idle(`'${quantity.name}' is never asked: its 'when' contradicts the match of '${name}'`, path)]
    : [];
  return [...never, ...when.terms.flatMap(termNotes)];
}

function termNotes({ constraint }: Entry['match']['terms'][number]): LintNote[] {
  if (!constraint.tests.some((test) => test.kind === 'target')) return [];
  return [idle(`a target says nothing in a condition: off the target it holds, too`, constraint.path)];
}

/** Visits that are spelt nearly as others: a series that only belongs to one of them may never be asked for. */
function visitNames(entries: readonly Entry[]): LintNote[] {
  const uses = new Map<string, number>();
  for (const { visits = [] } of entries) {
    for (const visit of visits) uses.set(visit, (uses.get(visit) ?? 0) + 1);
  }
  return entries.flatMap(({ visits = [], path }) =>
    visits.flatMap((visit, i): LintNote[] => {
      const others = [...uses.keys()].filter((other) => (uses.get(other) ?? 0) > 1 && other !== visit);
      const meant = uses.get(visit) === 1 ? spelt(visit, others) : undefined;
      if (meant === undefined) return [];
      return [idle(`visit '${visit}' stands here only; is '${meant}' meant?`, [...path, 'visits', i])];
    }),
  );
}

/** Letters alone count: `V1` and `V2` are two visits. */
function spelt(visit: string, others: readonly string[]): string | undefined {
  const digits = (text: string): string => text.replace(/\D/g, '');
  return nearest(
    visit,
    others.filter((other) => digits(other) === digits(visit)),
  );
}

function unknownNames(path: ProtocolPath, names: readonly string[], entries: readonly Entry[]): LintNote[] {
  return names
    .filter((name) => !entries.some((entry) => entry.name === name))
    .map((name) =>
      idle(`'${name}' is no series of this protocol: the rule is never evaluable`, path, 'fail'),
    );
}

function crossNotes(rule: Cross, entries: readonly Entry[]): LintNote[] {
  const named = namesOf(rule).flatMap((name) => entries.find((entry) => entry.name === name) ?? []);
  const notes: LintNote[] = [];
  if (rule.kind === 'same' && named.length === 1 && (named[0]?.count.max ?? 0) <= 1) {
    notes.push(idle(`'same' compares one series with nothing`, rule.path));
  }
  if (rule.kind === 'order') {
    for (const { name, count } of named) {
      if (count.max <= 1) continue;
      notes.push(
        idle(`'order' names '${name}', of which there may be several: all of them count`, rule.path),
      );
    }
  }
  if (named.length > 1 && visitsOf(named)?.length === 0) {
    const names = named.map(({ name }) => `'${name}'`).join(', ');
    notes.push(idle(`${names} are never asked for at the same visit`, rule.path));
  }
  return notes;
}

function namesOf(rule: Cross): readonly string[] {
  switch (rule.kind) {
    case 'same':
    case 'order':
      return rule.of;
    case 'interval':
      return [rule.from, rule.to];
    case 'covers':
      return [rule.series, rule.by];
    case 'paired':
      return [rule.series, rule.with];
  }
}

/** Visits at which all are asked for; undefined where none of them is limited to visits. */
function visitsOf(entries: readonly Entry[]): readonly string[] | undefined {
  const limited = entries.flatMap(({ visits }) => (visits ? [visits] : []));
  const [first, ...rest] = limited;
  return first?.filter((visit) => rest.every((visits) => visits.includes(visit)));
}
