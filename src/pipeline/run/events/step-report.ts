import type { Outcome } from '../../../findings/outcome.js';
import type { NewEvent, Problem } from '../../../identity/ledger/event.js';
import { type Report, verdictOf } from '../../../report/envelope.js';
import type { Step, StudyRef } from '../step.js';
import { together } from './problems.js';

/** What every event of a step has. */
export function stamped({ stamp, report, sha256 }: Step) {
  const { at, osUser, operator, run, delivery, site } = stamp;
  return { at, osUser, operator, run, delivery, site, command: report.command, report: sha256 };
}

/** What an event says of the study that it is about; nothing of what is not known. */
export function aboutStudy(
  studyUID: string,
  ref?: Pick<StudyRef, 'subject' | 'visit'>,
): Pick<NewEvent, 'studyUID' | 'subject' | 'visit'> {
  return {
    ...(studyUID !== '' && { studyUID }),
    ...(ref?.subject !== undefined && { subject: ref.subject }),
    ...(ref?.visit !== undefined && { visit: ref.visit }),
  };
}

/** The rows of a section; none where the report has no such section. They are to be gone through once. */
export function sectionOf<Row>({ sections }: Report, name: string): Iterable<Row> {
  return (sections[name] ?? []) as Iterable<Row>;
}

/** The event that ends a step: the report's counts, and what it found of no study. */
export function reportedEvent(step: Step, problems: readonly Problem[]): NewEvent {
  const { report, input } = step;
  const count = (name: string): number => report.summary[name] ?? 0;
  return {
    ...stamped(step),
    kind: 'reported',
    details: {
      input,
      verdict: ownVerdict(report),
      filesIn: count('filesIn'),
      filesOut: count('filesOut'),
      quarantined: count('quarantined'),
      skipped: count('skipped'),
      // Of `manifest` they are files that came more than once.
      duplicates: report.command === 'deid' ? count('duplicates') : 0,
      problems: together(problems),
    },
  };
}

/** The report's verdict without that of the commands before it: their own reports tell theirs. */
function ownVerdict({ verdict, findings, upstream }: Report): Outcome {
  return upstream.length === 0 ? verdict : verdictOf(findings, []);
}
