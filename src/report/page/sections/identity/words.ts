import { CATALOGUE, type CatalogueEntry } from '../../../../findings/catalogue.js';
import type { Outcome } from '../../../../findings/outcome.js';
import type { AssignmentOutcome, DueRow, PatientReason, VisitRow } from '../../../assign-id-sections.js';

/** How something looks: as an outcome does, or as nothing that asks for anybody. */
type Look = Extract<Outcome, 'fail' | 'not-evaluable' | 'warn'> | undefined;

/** What became of a patient or a study, and what that means. */
interface State {
  readonly means: string;
  readonly look: Look;
}

/** Those that need somebody first, the most urgent of them first. */
export const ASSIGNMENTS: Readonly<Record<AssignmentOutcome, State>> = {
  conflict: { means: 'two answers, so none was taken', look: 'fail' },
  withdrawn: { means: 'the subject has left the trial: nothing more is taken', look: 'fail' },
  unassigned: { means: 'not decided: somebody must say who it is', look: 'not-evaluable' },
  allocated: { means: 'a new person: a new subject ID was made', look: undefined },
  listed: { means: 'a new person: a subject ID was taken from the list', look: undefined },
  recalled: { means: 'a known person: the subject ID was given before', look: undefined },
  phantom: { means: 'a phantom: a scanner-qualification ID, nobody is enrolled', look: undefined },
};

/** Where a study lies in the schedule. */
export const TIMINGS: Readonly<Record<VisitRow['timing'], State>> = {
  early: { means: "before the visit's window", look: 'fail' },
  late: { means: "after the visit's window", look: 'fail' },
  undetermined: { means: 'which visit it is cannot be told: state it with --visit', look: 'not-evaluable' },
  unscheduled: { means: 'at no visit of the schedule', look: 'warn' },
  stated: { means: 'somebody said which visit it is', look: undefined },
  'in-window': { means: "within the visit's window", look: undefined },
};

/** What a visit of the due list waits for. */
export const DUES: Readonly<Record<DueRow['state'], State>> = {
  overdue: { means: 'the target day has passed, the window is still open', look: 'warn' },
  missed: { means: 'the window has closed', look: 'warn' },
  due: { means: 'the window is open', look: undefined },
};

/** A state of a report; what a later version may say is shown without a meaning, and asks for somebody. */
export function stateOf(states: Readonly<Record<string, State>>, name: string): State {
  const known = Object.hasOwn(states, name) ? states[name] : undefined;
  return known ?? { means: 'see the documentation', look: 'not-evaluable' };
}

/** Where a state stands in the order of its kind. */
export function rankOf(states: Readonly<Record<string, State>>, name: string): number {
  return Math.max(0, Object.keys(states).indexOf(name));
}

/** Why a patient was decided as they were: what the catalogue of findings says of the code. */
export function reasonWords(code: PatientReason): string | undefined {
  const entry: CatalogueEntry | undefined = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code] : undefined;
  return entry?.text;
}
