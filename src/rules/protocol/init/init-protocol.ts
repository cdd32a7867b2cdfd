import type { Outcome } from '../../../findings/outcome.js';
import type { StudyView } from '../study-view.js';
import type { Draft, ProtocolNames } from './draft.js';
import { type Amendments, draftEntries, type LeftOutSeries, type Sorted } from './draft-entries.js';
import { draftExclusions } from './draft-exclusions.js';
import { emitProtocol } from './emit.js';
import { type Clean, descriptionOf, type Member } from './group.js';
import { scannerName, scannerOf } from './scanner.js';
import { type Complaint, complaintsOf } from './self-check.js';
import { LEFT_OUT_TEXT, leftOut } from './sort-out.js';

/** How {@link initProtocol} is called. */
export interface InitOptions extends ProtocolNames {
  /** Takes what identifies out of a text: nothing of a patient may stand in a protocol. */
  readonly clean: Clean;
}

/** What became of a series of the reference. */
export interface InitRow {
  /** Numbers in the delivery. */
  readonly study: number;
  readonly series: number;
  readonly seriesUID: string;
  readonly description: string;
  /** Name in the protocol; absent where it was left out. */
  readonly entry?: string;
  /** Name of the variant of its scanner. */
  readonly variant?: string;
  /** Why it was left out, or what is wrong with it as a reference. */
  readonly why?: string;
  /** Of the series under the protocol that was made; `not-applicable` for one that was left out. */
  readonly outcome: Outcome;
}

/** A protocol that was made, and what became of each series. */
export interface InitProtocol {
  /** YAML with comments. */
  readonly text: string;
  readonly rows: readonly InitRow[];
  /** What the reference itself does not meet: it lacks slices, it cannot be told. Empty when it passes. */
  readonly complaints: readonly Complaint[];
  readonly entries: number;
  /** Those of variants included. */
  readonly checks: number;
  readonly variants: number;
}

/** Checks that the reference does not pass are taken out this often; then what is left is told. */
const ROUNDS = 4;

/**
 * Makes a protocol of reference acquisitions, one or several scanners'. It is held against them: a check that they do
 * not pass is taken out, with the reason beside it.
 * @param studies views whose probes are those of `initProbes` and of every protocol
 */
export function initProtocol(studies: readonly StudyView[], options: InitOptions): InitProtocol {
  const { clean } = options;
  const sorted = sortOut(studies);
  const asked = new Set(sorted.kept.map(({ study }) => study));
  const references = studies.filter(({ number }) => asked.has(number));
  let amendments: Amendments = new Map();
  let draft = draftOf(sorted, options, amendments);
  let complaints = complaintsOf(draft, references);
  for (let round = 0; round < ROUNDS; round++) {
    const more = amended(amendments, complaints);
    if (more === amendments) break;
    amendments = more;
    draft = draftOf(sorted, options, amendments);
    complaints = complaintsOf(draft, references);
  }
  return {
    text: emitProtocol(draft),
    rows: rowsOf(sorted, draft, complaints, clean),
    complaints,
    ...counts(draft),
  };
}

function counts({ entries }: Draft): Pick<InitProtocol, 'entries' | 'checks' | 'variants'> {
  const variants = entries.flatMap((entry) => entry.variants);
  const lists = [...entries, ...variants].map(({ checks }) => checks.length);
  return {
    entries: entries.length,
    checks: lists.reduce((sum, count) => sum + count, 0),
    variants: variants.length,
  };
}

function sortOut(studies: readonly StudyView[]): Sorted {
  const kept: Member[] = [];
  const out: LeftOutSeries[] = [];
  for (const study of studies) {
    for (const view of study.series) {
      const why = leftOut(view);
      if (why === undefined) kept.push({ study: study.number, view });
      else out.push({ study: study.number, view, why });
    }
  }
  return { kept, leftOut: out, studies: new Set(kept.map(({ study }) => study)).size };
}

function draftOf(sorted: Sorted, { id, version, title, clean }: InitOptions, amendments: Amendments): Draft {
  return {
    names: { id, version, ...(title !== undefined && { title }) },
    entries: draftEntries(sorted, clean, amendments),
    exclusions: draftExclusions(sorted, clean),
  };
}

/** With what the reference does not meet; the same object where there is nothing more of it. */
function amended(amendments: Amendments, complaints: readonly Complaint[]): Amendments {
  const removable = complaints.filter(({ remedy }) => remedy !== undefined);
  if (removable.length === 0) return amendments;
  const all = new Map<string, { omit: Map<string, string>; loose: Set<string> }>();
  for (const [name, { omit, loose }] of amendments)
    all.set(name, { omit: new Map(omit), loose: new Set(loose) });
  for (const { entry = '', check, why, remedy } of removable) {
    const own = all.get(entry) ?? { omit: new Map<string, string>(), loose: new Set<string>() };
    all.set(entry, own);
    // What is loose and not there on every image cannot be asked for in any way.
    if (remedy === 'loosen' && !own.omit.has(check)) own.loose.add(check);
    else own.omit.set(check, why);
    if (own.omit.has(check)) own.loose.delete(check);
  }
  return all;
}

function rowsOf(sorted: Sorted, draft: Draft, complaints: readonly Complaint[], clean: Clean): InitRow[] {
  const asked = draft.entries.flatMap(({ name, members, variants }) =>
    members.map(({ study, view }): InitRow => {
      const own = complaints.find(({ series }) => series === view.number);
      const variant = variants.find((one) => one.name === scannerName(scannerOf(view, clean)));
      return {
        ...subject(study, view.number, view.seriesUID),
        description: descriptionOf(view, clean),
        entry: name,
        ...(variant && { variant: variant.name }),
        outcome: own?.outcome ?? 'pass',
        ...(own && { why: own.why }),
      };
    }),
  );
  const others = sorted.leftOut.map(
    ({ study, view, why }): InitRow => ({
      ...subject(study, view.number, view.seriesUID),
      description: descriptionOf(view, clean),
      why: LEFT_OUT_TEXT[why],
      outcome: 'not-applicable',
    }),
  );
  return [...asked, ...others].sort((a, b) => a.series - b.series);
}

function subject(study: number, series: number, seriesUID: string) {
  return { study, series, seriesUID };
}
