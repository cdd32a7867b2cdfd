import { type Finding, finding } from '../../../findings/finding.js';
import { nameOf, subjectOf } from '../limit-finding.js';
import { PHANTOM_NAMES } from '../phantoms/reasons.js';
import type { Done } from '../run-state.js';
import type { Recorded } from './recorded.js';

/** What became of the list of qualified scanners; nothing where none was asked for. */
export function qualificationFindings({
  recorded,
  phantoms,
}: Pick<Done, 'recorded' | 'phantoms'>): Finding[] {
  if (!recorded) return [];
  const { fault, notRecorded, upgraded } = recorded;
  return [
    ...(phantoms.length === 0 ? [finding('qualification-nothing')] : []),
    ...(fault === undefined ? [] : [finding('qualification-not-written', { params: { why: fault } })]),
    ...notRecorded.map(({ judged: { series, set }, why }) =>
      finding('qualification-not-recorded', {
        params: { run: nameOf(series, set?.number, 'image'), why },
        subject: subjectOf(series),
      }),
    ),
    ...upgraded.map((scanner) => finding('qualification-upgraded', { params: { scanner } })),
    ...recorded.recorded.flatMap(rowFindings),
  ];
}

function rowFindings({ row, kind, missing, isKnown }: Recorded['recorded'][number]): Finding[] {
  const { serial: scanner, verdict, studyUID } = row;
  const phantom = PHANTOM_NAMES[kind];
  const subject = { studyUID };
  const incomplete =
    missing.length === 0
      ? []
      : [
          finding('qualification-incomplete', {
            params: { scanner, phantom, figures: missing.join(', ') },
            subject,
          }),
        ];
  const told = isKnown
    ? finding('qualification-known', { params: { scanner, phantom }, subject })
    : finding('qualification-recorded', { params: { scanner, phantom, verdict }, subject });
  return [...incomplete, told];
}
