import type { VNode } from 'preact';
import type { StatusSections } from '../../../ledger-sections.js';
import { Fold } from '../../fold.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Devices, Reconciliation } from './devices.js';
import { MonthlyReads } from './reads.js';
import { SiteTables, StateCounts, StateLegend, SubjectTable } from './site-tables.js';
import { VisitMatrix } from './visit-matrix.js';
import { VisitTable } from './visit-table.js';
import { Queries, Worklist } from './worklist.js';

/** Of what day, and of which part of the trial. */
function Scope({ of: config }: { of: Told<Readonly<Record<string, unknown>>> }): VNode {
  const parts = (['day', 'site', 'subject', 'visit'] as const).flatMap((key) => {
    const { value, at } = of(config, key);
    return typeof value === 'string' ? [{ key, told: { value, at } }] : [];
  });
  return (
    <p>
      {parts.map(({ key, told }, i) => (
        <>
          {i > 0 && ', '}
          {key === 'day' ? 'As of' : `only ${key}`} <Text of={told} />
        </>
      ))}
    </p>
  );
}

function Visits({ source }: { source: PageSource }): VNode | null {
  const report = toldReport<StatusSections>(source);
  const visits = of(report, 'visits');
  if (!isTold(visits)) return null;
  const subjects = each(of(report, 'subjects'));
  return (
    <>
      <h4>Subjects and visits</h4>
      <StateCounts of={of(report, 'summary')} />
      <VisitMatrix visits={each(visits)} subjects={subjects} />
      <Fold summary="What the letters mean">
        <StateLegend />
      </Fold>
      <Fold summary="Every visit with its times">
        <VisitTable rows={each(visits)} />
      </Fold>
      <Fold summary="Each subject, counted">
        <SubjectTable rows={subjects} />
      </Fold>
    </>
  );
}

/** Where a trial stands: what to do first, then how far it is. A report of the worklist alone has no more than that. */
export function StatusBody({ source }: { source: PageSource }): VNode {
  const report = toldReport<StatusSections>(source);
  const [worklist, queries, reconciliation] = [
    of(report, 'worklist'),
    of(report, 'queries'),
    of(report, 'reconciliation'),
  ];
  const [sites, devices, reads] = [of(report, 'sites'), of(report, 'devices'), of(report, 'reads')];
  return (
    <>
      <Scope of={of(report, 'config')} />
      {isTold(worklist) && (
        <>
          <h4>What to do</h4>
          <Worklist rows={each(worklist)} />
        </>
      )}
      {isTold(reconciliation) && (
        <>
          <h4>What the site says it sent</h4>
          <Reconciliation rows={each(reconciliation)} />
        </>
      )}
      {isTold(queries) && (
        <>
          <h4>Questions to the sites</h4>
          <Queries rows={each(queries)} />
        </>
      )}
      <Visits source={source} />
      {isTold(sites) && (
        <>
          <h4>Sites</h4>
          <SiteTables rows={each(sites)} />
        </>
      )}
      {isTold(devices) && (
        <>
          <h4>Scanners</h4>
          <Devices rows={each(devices)} />
        </>
      )}
      {isTold(reads) && (
        <>
          <h4>Readings</h4>
          <MonthlyReads rows={each(reads)} />
        </>
      )}
    </>
  );
}
