import type { Finding } from '../../findings/finding.js';
import { OUTCOMES, SEVERITIES } from '../../findings/outcome.js';
import type { Need } from './needs.js';
import { told, trialNeeds } from './needs-of-trial.js';
import { type PageSource, toldPath, toldReport } from './page-source.js';
import { seriesNames } from './series-names.js';
import { each, isTold, of, type Told } from './told.js';

/** What asks for a person: the others are told further down. */
const OPEN: ReadonlySet<string> = new Set(['fail', 'not-evaluable', 'warn']);

type Names = ReturnType<typeof seriesNames>;

function ofFinding(source: PageSource, finding: Told<Finding>, names: Names): Need {
  const { subject } = finding.value;
  const path = subject?.file === undefined ? undefined : toldPath(source, subject.file);
  const about = subject && path === undefined ? namesOf({ value: subject, at: `${finding.at}/subject` }) : [];
  return {
    source,
    outcome: of(finding, 'outcome'),
    severity: of(finding, 'severity'),
    code: of(finding, 'code'),
    message: of(finding, 'message'),
    about: path ? [path] : about,
    named: names.get(subject?.seriesUID ?? '') ?? [],
    ...told({
      expected: joined(of(finding, 'expected')),
      actual: joined(of(finding, 'actual')),
      unit: of(finding, 'unit'),
      because: of(finding, 'source'),
    }),
  };
}

/** The narrowest of what a finding says it is about. */
function namesOf(subject: Told<NonNullable<Finding['subject']>>): Told<string>[] {
  const keys = ['name', 'sopInstanceUID', 'seriesUID', 'studyUID'] as const;
  const parts = keys.map((key) => of(subject, key)).filter(isTold);
  return parts.slice(0, 1);
}

/** Several values of a finding stand as one text. */
function joined({ value, at }: Told<Finding['expected']>): Told<string | number | boolean | undefined> {
  return { value: typeof value === 'object' ? value.join(', ') : value, at };
}

/** Of a report: what its findings say, and what its rows do where a finding is but their sum, each once. */
function ofSource(source: PageSource): Need[] {
  const { needs, isSumOfRows } = trialNeeds(source);
  const findings = each(of(toldReport(source), 'findings')).filter(({ value }) => !isSumOfRows(value));
  const names = seriesNames(source);
  return [...findings.map((finding) => ofFinding(source, finding, names)), ...needs];
}

/**
 * What of the reports needs a person, in the order of its severity; of equals what fails stands before what could not be
 * evaluated, and that before warnings; of these again the reports' order decides.
 */
export function needsOf(sources: readonly PageSource[]): Need[] {
  const needs = sources.flatMap(ofSource);
  const rank = ({ severity, outcome }: Need): number =>
    SEVERITIES.indexOf(severity.value) * OUTCOMES.length + OUTCOMES.indexOf(outcome.value);
  return needs.filter(({ outcome }) => OPEN.has(outcome.value)).sort((a, b) => rank(a) - rank(b));
}
