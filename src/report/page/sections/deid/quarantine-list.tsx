import type { VNode } from 'preact';
import type { Finding } from '../../../../findings/finding.js';
import { SEVERITIES } from '../../../../findings/outcome.js';
import type { DeidQuarantineRow } from '../../../deid-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { SeverityWord } from '../../mark.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Text } from '../../value.js';
import { HitList, HitTable } from './hits.js';
import { type DeidReport, InputPath } from './input-path.js';
import { Commands, Next } from './next.js';
import { nextStep } from './next-step.js';
import { grouped } from './review-groups.js';

type Row = Told<DeidQuarantineRow>;

interface Reason {
  readonly first: Row;
  readonly rows: readonly Row[];
  readonly finding: Told<Finding> | undefined;
}

/** The finding that counts the files of a reason: their text is the end of its message. */
function findingOf(report: DeidReport, reason: string): Told<Finding> | undefined {
  return each(of(report, 'findings')).find(
    ({ value: { code, message } }) => code.startsWith('quarantined-') && message.endsWith(reason),
  );
}

/** Files by reason: the most severe first, of these those with most files. */
function reasonsOf(report: DeidReport): Reason[] {
  const rank = ({ finding }: Reason): number => (finding ? SEVERITIES.indexOf(finding.value.severity) : -1);
  return grouped(each(of(report, 'quarantine')), ({ value }) => value.code)
    .flatMap((rows) => {
      const [first] = rows;
      return first ? [{ first, rows, finding: findingOf(report, first.value.reason) }] : [];
    })
    .sort((a, b) => rank(a) - rank(b) || b.rows.length - a.rows.length);
}

function Kept({ isKept }: { isKept: boolean }): VNode {
  return isKept ? (
    <>in the quarantine</>
  ) : (
    <strong class="deid-fate bad">not copied: in the input only</strong>
  );
}

function fileColumns(report: DeidReport, rows: readonly Row[]): DataColumn<Row>[] {
  const isPlan = report.value.review !== undefined;
  const hasHits = rows.some(({ value }) => value.hits !== undefined);
  return [
    { title: 'File', head: true, wide: true, cell: (row) => <InputPath report={report} file={row} /> },
    ...(isPlan ? [] : [{ title: 'Copy', cell: (row: Row) => <Kept isKept={row.value.kept} /> }]),
    ...(hasHits
      ? [{ title: 'Found', wide: true, cell: (row: Row) => <HitList hits={each(of(row, 'hits'))} /> }]
      : []),
  ];
}

/** Those that are not even in the quarantine first. */
function lostFirst(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => Number(a.value.kept) - Number(b.value.kept));
}

function ReasonBlock({ report, of: reason }: { report: DeidReport; of: Reason }): VNode {
  const { first, rows, finding } = reason;
  const hits = rows.flatMap((row) => each(of(row, 'hits')));
  return (
    <li class="deid-reason">
      <p>
        <span class="deid-reason-text">
          <Count n={rows.length} what={`quarantined files: ${first.value.code}`} />{' '}
          {rows.length === 1 ? 'file' : 'files'}: <Text of={of(first, 'reason')} />
        </span>{' '}
        {finding && <SeverityWord of={of(finding, 'severity')} />}
      </p>
      <Next step={nextStep(first.value.code)} />
      <p class="deid-origin">
        <Text of={of(first, 'code')} code /> · <Text of={of(first, 'source')} />
      </p>
      <HitTable hits={hits} />
      <QuarantinedFiles report={report} rows={rows} />
    </li>
  );
}

/** One is named at once; several are folded. */
function QuarantinedFiles({ report, rows }: { report: DeidReport; rows: readonly Row[] }): VNode {
  const [only, ...others] = rows;
  if (only && others.length === 0)
    return (
      <p class="deid-next">
        <InputPath report={report} file={only} />
        {report.value.review === undefined && (
          <>
            : <Kept isKept={only.value.kept} />
          </>
        )}
      </p>
    );
  return (
    <Fold summary="The files">
      <DataTable
        caption={`${report.value.review === undefined ? 'Quarantined' : 'Would be quarantined'}: ${rows[0]?.value.code ?? ''}`}
        rows={lostFirst(rows)}
        columns={fileColumns(report, rows)}
      />
    </Fold>
  );
}

/** Files that are neither released nor in the quarantine stand in the input only. */
function Lost({ report }: { report: DeidReport }): VNode | null {
  const lost = (report.value.quarantine ?? []).filter(({ kept }) => !kept).length;
  if (lost === 0) return null;
  if (report.value.review !== undefined)
    return (
      <p class="deid-aside">A dry run writes nothing: none of these files was copied into a quarantine.</p>
    );
  return (
    <p class="deid-alarm">
      <Count n={lost} what="quarantined files that were not kept" /> {lost === 1 ? 'file was' : 'files were'}{' '}
      neither released nor copied into the quarantine: it stands in the input only. Keep the input.
    </p>
  );
}

/** The files that were not released, by reason, and what a person can do about each. */
export function QuarantineList({ report }: { report: DeidReport }): VNode | null {
  if (!isTold(of(report, 'quarantine'))) return null;
  const reasons = reasonsOf(report);
  const isPlan = report.value.review !== undefined;
  return (
    <>
      <h4>{isPlan ? 'What would be quarantined' : 'Quarantine'}</h4>
      {reasons.length === 0 ? (
        <p class="empty">Nothing was quarantined.</p>
      ) : (
        <p class="deid-aside">
          What cannot be released with certainty is not written to the output. Inputs are never changed.
        </p>
      )}
      <Lost report={report} />
      <ol class="plain">
        {reasons.map((reason) => (
          <ReasonBlock report={report} of={reason} />
        ))}
      </ol>
      {reasons.length > 0 && !isPlan && <Commands />}
    </>
  );
}
