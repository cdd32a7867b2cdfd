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
    about: path ? [...rootOf(source, subject?.file ?? 0), path] : about,
    named: names.get(subject?.seriesUID ?? '') ?? [],
    ...told({
      expected: joined(of(finding, 'expected')),
      actual: joined(of(finding, 'actual')),
      unit: of(finding, 'unit'),
      because: of(finding, 'source'),
    }),
  };
}

/** The folder of a file, where several were read: two of them may have a file of one path. */
function rootOf({ number, report }: PageSource, file: number): Told<string>[] {
  const { root, path } = report.files[file] ?? {};
  const i = report.roots.findIndex(({ id }) => id === root);
  const folder = report.roots[i];
  return folder && path !== '' && report.roots.length > 1
    ? [{ value: folder.path, at: `${number}/roots/${i}/path` }]
    : [];
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
  return inOrder(sources.flatMap(ofSource).filter(({ outcome }) => OPEN.has(outcome.value)));
}

/** What findings say that ask for nobody, in the same order: what passes and what does not apply. */
export function notesOf(sources: readonly PageSource[]): Need[] {
  const findings = sources.flatMap((source) => ofSource(source));
  const isFinding = ({ source, outcome }: Need): boolean =>
    outcome.at.startsWith(`${source.number}/findings/`);
  return inOrder(findings.filter((need) => isFinding(need) && !OPEN.has(need.outcome.value)));
}

function inOrder(needs: readonly Need[]): Need[] {
  const rank = ({ severity, outcome }: Need): number =>
    SEVERITIES.indexOf(severity.value) * OUTCOMES.length + OUTCOMES.indexOf(outcome.value);
  return [...needs].sort((a, b) => rank(a) - rank(b));
}
