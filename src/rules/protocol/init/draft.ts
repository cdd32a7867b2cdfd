import type { RawCheck, RawChecks, RawCondition, RawProtocol, RawSeries } from '../protocol.js';
import type { DraftCheck } from './draft-check.js';
import type { DraftVariant, LeftOutCheck } from './draft-entry.js';
import type { Member } from './group.js';
import type { Telling } from './tell-apart.js';

/** A line of the file: a name, what is said of it, and what is said beside it. */
export interface DraftLine {
  readonly name: string;
  readonly raw: RawCheck;
  readonly comment: string;
}

/** A series of the protocol as it will stand in the file. */
export interface DraftEntry {
  readonly name: string;
  readonly title: string;
  readonly members: readonly Member[];
  readonly match: readonly DraftLine[];
  readonly count: number | { readonly min: number; readonly max: number };
  readonly checks: readonly DraftCheck[];
  readonly variants: readonly DraftVariant[];
  readonly leftOut: readonly LeftOutCheck[];
}

/** Series that are not judged. */
export interface DraftExclusion {
  readonly match: readonly Telling[];
  readonly reason: string;
}

/** What names a protocol. */
export interface ProtocolNames {
  readonly id: string;
  readonly version: number | string;
  readonly title?: string;
}

/** A protocol as it will stand in the file. */
export interface Draft {
  readonly names: ProtocolNames;
  readonly entries: readonly DraftEntry[];
  readonly exclusions: readonly DraftExclusion[];
}

/** Lines as the keys and values that they are in the file. */
export function asChecks(lines: readonly DraftLine[]): RawChecks & RawCondition {
  return Object.fromEntries(lines.map(({ name, raw }) => [name, raw]));
}

/** The draft as a protocol that can be compiled: without its comments. */
export function asProtocol({ names, entries, exclusions }: Draft): RawProtocol {
  return {
    schema: 'corelab/protocol@1',
    protocol: names,
    series: Object.fromEntries(entries.map((entry) => [entry.name, asSeries(entry)])),
    ...(exclusions.length > 0 && {
      exclude: exclusions.map(({ match, reason }) => ({ match: asChecks(match), reason })),
    }),
  };
}

function asSeries({ title, match, count, checks, variants }: DraftEntry): RawSeries {
  return {
    ...(title !== '' && { title }),
    match: asChecks(match),
    count,
    checks: asChecks(checks),
    ...(variants.length > 0 && {
      variants: variants.map(({ name, when, checks: own }) => ({ name, when, checks: asChecks(own) })),
    }),
  };
}
