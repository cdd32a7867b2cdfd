import type { Finding } from '../../../findings/finding.js';
import type { Problem } from '../../../identity/ledger/event.js';
import type { ProtocolCheckRow, ProtocolStudyRow } from '../../../report/check-protocol-sections.js';
import type { Report } from '../../../report/envelope.js';
import { isProblem } from './problems.js';
import { sectionOf } from './step-report.js';

/** What the section `checks` of a `check-protocol` report adds to its findings. */
interface ProtocolChecks {
  /** The protocol's series and the check, of a finding that is one. */
  readonly nameOf: (finding: Finding) => string | undefined;
  /** Checks that did not pass and that no finding tells of, with their studies. */
  readonly untold: readonly { readonly studyUID: string; readonly problem: Problem }[];
}

const NOTHING_ADDED: ProtocolChecks = { nameOf: () => undefined, untold: [] };

/** Holds checks against findings: there is one for each check that did not pass, in their order. */
export function protocolChecks(report: Report): ProtocolChecks {
  if (report.command !== 'check-protocol') return NOTHING_ADDED;
  const studies = new Map(
    [...sectionOf<ProtocolStudyRow>(report, 'studies')].map(({ study, studyUID }) => [study, studyUID]),
  );
  const studyOf = ({ study }: ProtocolCheckRow): string => studies.get(study) ?? '';
  const open = [...sectionOf<ProtocolCheckRow>(report, 'checks')].filter(isProblem);
  const names = new Map<Finding, string>();
  let next = 0;
  for (const finding of report.findings) {
    const check = open[next];
    if (check === undefined || !isOf(finding, check, studyOf(check))) continue;
    names.set(finding, nameOf(check));
    next++;
  }
  return {
    nameOf: (finding) => names.get(finding),
    untold: open.slice(next).map((check) => ({ studyUID: studyOf(check), problem: problemOf(check) })),
  };
}

function isOf({ subject = {}, ...finding }: Finding, check: ProtocolCheckRow, studyUID: string): boolean {
  const { code, outcome, severity, expected, actual } = check;
  return (
    [finding.code === code, finding.outcome === outcome, finding.severity === severity].every(Boolean) &&
    [(subject.studyUID ?? '') === studyUID, (subject.seriesUID ?? null) === check.seriesUID].every(Boolean) &&
    [(finding.expected ?? null) === expected, (finding.actual ?? null) === actual].every(Boolean)
  );
}

function nameOf({ entry, check }: ProtocolCheckRow): string {
  return entry === null ? check : `${entry}: ${check}`;
}

function problemOf(row: ProtocolCheckRow): Problem {
  const { code, outcome, severity, expected, actual, unit, source, check, note } = row;
  return {
    ...{ code, outcome, severity },
    message: note === null ? check : `${check} (${note})`,
    name: nameOf(row),
    ...(expected !== null && { expected }),
    ...(actual !== null && { actual }),
    ...(unit !== null && { unit }),
    ...(source !== null && { source }),
  };
}
