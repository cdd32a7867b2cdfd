import type { FindingCode } from '../../findings/catalogue.js';
import { type Finding, finding } from '../../findings/finding.js';
import type { PlannedVisit } from '../../identity/visits/visit-plan.js';
import type { MissedVisitRow } from '../../report/assign-id-sections.js';
import type { Settled } from './settle.js';

/** What is to be told of a patient and their studies. */
export function findingsOf(settled: Settled): Finding[] {
  const { patient, visits, subject } = settled;
  const about = { name: `patient ${patient.index + 1}` };
  const reasons = settled.reasons.map(({ code, attributes }) =>
    finding(code, {
      subject: about,
      ...(subject && { outcome: 'warn' as const }),
      ...(attributes && attributes.length > 0 && { actual: attributes }),
    }),
  );
  return [...reasons, ...(visits?.planned ?? []).flatMap(visitFindings)];
}

function visitFindings({
  studyUID,
  visit,
  offsetDays,
  timing,
  duplicates,
  missingSeries,
}: PlannedVisit): Finding[] {
  const subject = { studyUID };
  const found: Finding[] = [];
  const add = (code: FindingCode, params: Record<string, string | number> = {}): void => {
    found.push(
      finding(code, { subject, params, ...(offsetDays !== null && { actual: offsetDays, unit: 'days' }) }),
    );
  };
  if (timing === 'early' || timing === 'late') add('visit-out-of-window', { visit: visit ?? '', timing });
  if (timing === 'unscheduled') add('visit-unscheduled');
  if (timing === 'undetermined') add('visit-undetermined');
  if (duplicates.length > 0) add('visit-duplicate', { visit: visit ?? '' });
  for (const { modality, names, expected, found: there } of missingSeries) {
    found.push(
      finding('visit-series-missing', {
        subject,
        expected,
        actual: there,
        params: { visit: visit ?? '', modality, names: names.join(', ') },
      }),
    );
  }
  return found;
}

/** Visits that a subject missed and nobody gave a reason for. */
export function missedFindings(rows: readonly MissedVisitRow[]): Finding[] {
  return rows
    .filter(({ reason }) => reason === null)
    .map(({ subject, visit }) => finding('visit-missed', { subject: { name: subject }, params: { visit } }));
}
