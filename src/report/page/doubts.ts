import { OUTCOMES, type Outcome } from '../../findings/outcome.js';
import { doubtfulSums } from './doubts-of-sums.js';
import { type PageSource, toldReport } from './page-source.js';
import { entries, type Told } from './told.js';

/** What of a report is worse than the verdict that it gives itself. */
export interface Doubt {
  readonly source: PageSource;
  /** What the verdict would be at best. */
  readonly outcome: Outcome;
  /** What was found, in words that can stand behind a number; with a number one that a test can hold it to. */
  readonly what: string;
  readonly n?: number;
  /** The worst of what was found, where the report tells it by an outcome or by a no. */
  readonly worst?: Told<Outcome>;
}

/** The record of earlier days, and what has no outcome of its own. */
const NO_PARTS: ReadonlySet<string> = new Set(['events', 'verdict', 'files', 'config', 'run', 'tool']);

/** Keys under which outcomes stand. */
const OUTCOME_KEYS: ReadonlySet<string> = new Set(['outcome', 'verdict', 'conformance']);

/** Words for an outcome that are none of the five, by the key that they stand under. */
const BAD_WORDS: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  outcome: { conflict: 'fail', withdrawn: 'fail', unassigned: 'not-evaluable', quarantined: 'fail' },
  agrees: { false: 'fail' },
  kept: { false: 'fail' },
  verified: { false: 'fail' },
  status: { damaged: 'fail' },
};

/** Yes and no that say nothing of good or bad in these sections: a dry run keeps nothing, a response may flip. */
const NEITHER: Readonly<Record<string, ReadonlySet<string>>> = {
  agrees: new Set(['responses', 'best', 'discordances', 'stated']),
};

function rank(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}

/** What a value says, where it says how good something is. */
function outcomeOf(key: string, value: unknown): Outcome | undefined {
  if (OUTCOME_KEYS.has(key) && (OUTCOMES as readonly unknown[]).includes(value)) return value as Outcome;
  const words = Object.hasOwn(BAD_WORDS, key) ? BAD_WORDS[key] : undefined;
  return words && Object.hasOwn(words, String(value)) ? words[String(value)] : undefined;
}

/** What is worse than a verdict, and whether the report says so by a word of its own. */
interface Part extends Told<Outcome> {
  readonly isWord: boolean;
}

type Node = Told<unknown>;
type Visit = (key: string, node: Node) => void;

/** Walks all values below a node. */
function walk(node: Node, visit: Visit): void {
  const { value, at } = node;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of entries({ value: value as Readonly<Record<string, unknown>>, at })) {
    visit(key, child);
    walk(child, visit);
  }
}

/** A dry run copies nothing into a quarantine: that nothing was kept is no fault of it. */
function isDryRun({ report }: PageSource): boolean {
  return report.config.mode === 'dry-run' || 'review' in report;
}

/** Everything in a report that is worse than its verdict. */
function worseParts(source: PageSource): Part[] {
  const limit = rank(source.report.verdict);
  const found: Part[] = [];
  const report = toldReport(source);
  const sections = entries({
    value: report.value as unknown as Readonly<Record<string, unknown>>,
    at: report.at,
  });
  for (const [section, node] of sections) {
    if (NO_PARTS.has(section)) continue;
    walk(node, (key, { value, at }) => {
      if (NEITHER[key]?.has(section) || (key === 'kept' && isDryRun(source))) return;
      const outcome = outcomeOf(key, value);
      if (outcome && rank(outcome) < limit && rank(outcome) <= rank('warn'))
        found.push({ value: outcome, at, isWord: value !== outcome && typeof value !== 'boolean' });
    });
  }
  return found.sort((a, b) => rank(a.value) - rank(b.value));
}

/**
 * Where reports contradict themselves: a part is worse than the verdict, counts do not add up, or what passes has nothing
 * that could. Never what makes a verdict look worse than its parts.
 */
export function doubtsOf(sources: readonly PageSource[]): Doubt[] {
  return sources.flatMap((source) => {
    const parts = worseParts(source);
    const [worst] = parts;
    const isOutcome = worst && !worst.isWord;
    const limit = rank(source.report.verdict);
    const sums = doubtfulSums(source).filter(({ outcome }) => rank(outcome) < limit);
    const what = parts.length === 1 ? 'thing in it is worse' : 'things in it are worse';
    return [
      ...(worst
        ? [
            {
              source,
              outcome: worst.value,
              what,
              n: parts.length,
              ...(isOutcome && { worst: { value: worst.value, at: worst.at } }),
            },
          ]
        : []),
      ...sums.map((sum) => ({ source, ...sum })),
    ];
  });
}
