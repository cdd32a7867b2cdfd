import { type Finding, finding, type Subject } from '../../findings/finding.js';
import type { CheckResult } from '../../rules/protocol/check-result.js';
import type { IdleDisposition } from '../../rules/protocol/dispositions/apply.js';
import { declaredImages } from '../scan/declared-images.js';
import { repeatedFiles, seriesInSeveralStudies, severalPatientsInStudy } from '../scan/delivery-findings.js';
import {
  absentUids,
  linksNotFollowed,
  noDicom,
  pixelFaults,
  unreadableFiles,
} from '../scan/scan-findings.js';
import { viewsByNumber } from './rows.js';
import type { Checked } from './run-state.js';

/** Every check of a run, in the order of its findings: the files first, then the protocol. */
const CHECKS: readonly ((checked: Checked) => Finding[])[] = [
  noDicom,
  onlyDirectories,
  unreadableFiles,
  linksNotFollowed,
  absentUids,
  severalPatientsInStudy,
  seriesInSeveralStudies,
  repeatedFiles,
  pixelFaults,
  fewerThanDeclared,
  protocolFindings,
  ({ judgement }) => judgement.idle.map(idleFinding),
];

/** What is to be told of a run. */
export function findingsOf(checked: Checked): Finding[] {
  return CHECKS.flatMap((check) => check(checked));
}

/** A DICOMDIR alone is DICOM, and holds no series that could pass. */
function onlyDirectories({ scan: { instances, directories } }: Checked): Finding[] {
  return instances.size === 0 && directories.size > 0 ? [finding('protocol-nothing-matched')] : [];
}

/** What positions cannot show: fewer images than the scanner says it sent of a series that is asked for. */
function fewerThanDeclared({ delivery, judgement: { matches } }: Checked): Finding[] {
  return delivery.studies
    .flatMap(({ series }) => series)
    .filter((_, number) => matches.get(number)?.kind === 'matched')
    .flatMap(declaredImages);
}

/** One a check that did not pass; those that passed stand in the section `checks`. */
function protocolFindings(checked: Checked): Finding[] {
  const views = viewsByNumber(checked);
  return checked.judgement.results
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map((result) => {
      const { code, outcome, severity, expected, actual, unit, source, entry } = result;
      const view = result.series === undefined ? undefined : views.get(result.series);
      return finding(code, {
        subject: subjectOf(result, checked, view?.seriesUID),
        outcome,
        severity,
        params: { check: checkText(result), series: entry ?? 'series' },
        ...(expected !== undefined && { expected }),
        ...(actual !== undefined && { actual }),
        ...(unit !== undefined && { unit }),
        ...(source !== undefined && { source }),
      });
    });
}

/** The check with what a person has to know besides: why it cannot be told, who waived it. */
function checkText({ check, note, disposition }: CheckResult): string {
  const waived = disposition
    ? `${disposition.kind} by ${disposition.who}, ${disposition.when}: ${disposition.why}`
    : undefined;
  const more = [note, waived].filter((part) => part !== undefined).join('; ');
  return more === '' ? check : `${check} (${more})`;
}

function subjectOf(
  { outliers = [], study }: CheckResult,
  { scan, studies }: Checked,
  seriesUID: string | undefined,
): Subject {
  const [first] = outliers;
  const studyUID = studies.find(({ number }) => number === study)?.studyUID;
  return {
    ...(first !== undefined && {
      file: scan.instances.file(first),
      sopInstanceUID: scan.instances.sopInstanceUID(first),
    }),
    ...(studyUID !== undefined && { studyUID }),
    ...(seriesUID !== undefined && { seriesUID }),
  };
}

function idleFinding({ number, kind, text }: IdleDisposition): Finding {
  return finding(`disposition-${kind}`, { params: { number, why: text } });
}
