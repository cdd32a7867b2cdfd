import type { Decision, Reason, ReasonCode } from './decision.js';
import type { KnownPerson } from './evidence.js';

/** Who the patient is, before it is asked what the trial says. */
export type Verdict =
  | Extract<Decision, { kind: 'refuse' }>
  | { readonly kind: 'new'; readonly reasons: readonly Reason[] }
  /** certain: recalled without a question. unambiguous: asked, and `--yes` will do. doubtful: somebody must look. */
  | {
      readonly kind: 'person';
      readonly person: KnownPerson;
      readonly certainty: 'certain' | 'unambiguous' | 'doubtful';
      readonly reasons: readonly Reason[];
    };

type PersonVerdict = Extract<Verdict, { kind: 'person' }>;

/** The part of the trial that decides about enrolments. */
interface Place {
  readonly protocol: string;
  readonly site: string;
  readonly coEnrolmentWith: readonly string[];
}

function refuse({ person, reasons }: PersonVerdict, code: ReasonCode): Decision {
  const outcome = code === 'withdrawn' ? 'withdrawn' : 'conflict';
  return { kind: 'refuse', outcome, persons: [person.person], reasons: [...reasons, { code }] };
}

/** Why the person cannot be a subject of the trial at this site; undefined when they can. */
function obstacle(
  { enrolments }: KnownPerson,
  { protocol, site, coEnrolmentWith }: Place,
): ReasonCode | undefined {
  const current = enrolments.filter(({ status }) => status !== 'retired');
  const here = current.filter((own) => own.protocol === protocol);
  // Who has left is not in it by another enrolment: what they took back holds for the whole trial.
  if (here.some(({ status }) => status === 'withdrawn')) return 'withdrawn';
  if (here.some((own) => own.site !== site)) return 'at-another-site';
  if (here.length > 1) return 'several-candidates';
  if (here.length === 1) return undefined;
  const isBarred = current.some(
    (own) => own.status === 'active' && own.protocol !== protocol && !coEnrolmentWith.includes(own.protocol),
  );
  return isBarred ? 'in-another-trial' : undefined;
}

/** What becomes of the patient, given who they are and where they are enrolled. Retired subjects count for nothing. */
export function placeInTrial(verdict: Verdict, place: Place): Decision {
  if (verdict.kind === 'refuse') return verdict;
  if (verdict.kind === 'new') return { kind: 'enrol', person: undefined, reasons: verdict.reasons };
  const code = obstacle(verdict.person, place);
  if (code) return refuse(verdict, code);
  const { person, enrolments } = verdict.person;
  const { certainty, reasons } = verdict;
  const subjectRow = enrolments.find(
    (own) => own.status === 'active' && own.protocol === place.protocol,
  )?.subjectRow;
  if (certainty !== 'certain') {
    return { kind: 'ask', person, subjectRow, isUnambiguous: certainty === 'unambiguous', reasons };
  }
  return subjectRow === undefined
    ? { kind: 'enrol', person, reasons }
    : { kind: 'recall', person, subjectRow, reasons };
}
