import type { VNode } from 'preact';
import type { AssignIdSections } from '../../../assign-id-sections.js';
import type { PageSection, SectionMaker } from '../../page-section.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { SumLine, type Tone } from '../../sum-line.js';
import { isTold, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Roots } from '../delivery/place.js';
import { DueVisits } from './due.js';
import { Patients } from './patients.js';
import { MissedVisits, Visits } from './visits.js';
import { Anchor, Assignments, Copies, Readings } from './written.js';

/** What a run was made with, as far as people ask for it here. */
interface Config {
  readonly trial?: { readonly protocol?: string };
  readonly site?: string;
  readonly due?: string;
}

function configOf(source: PageSource): Told<Config> {
  return { value: source.report.config as Config, at: `${source.number}/config` };
}

function Trial({ of: config }: { of: Told<Config> }): VNode {
  const [trial, site] = [of(config, 'trial'), of(config, 'site')];
  return (
    <p class="read">
      Trial {isTold(trial) ? <Text of={of(trial, 'protocol')} /> : <Text of={undefined} />}
      {isTold(site) && (
        <>
          , site <Text of={site} />
        </>
      )}
    </p>
  );
}

function Sum({ source }: { source: PageSource }): VNode {
  const summary = of(toldReport(source), 'summary');
  const term = (key: string, word: string, tone: Tone = 'rest') => ({
    ...{ count: of(summary, key), word, tone },
  });
  return (
    <SumLine
      total={term('filesIn', 'files in')}
      parts={[
        term('filesOut', 'written', 'good'),
        term('passedOn', 'passed on', 'good'),
        term('notAssigned', 'of patients without an ID', 'bad'),
        term('refused', 'refused', 'bad'),
        term('skipped', 'skipped (other files, DICOMDIRs, unreadable ones)'),
      ]}
    />
  );
}

function Identity({ source }: { source: PageSource }): VNode {
  const report = toldReport<AssignIdSections>(source);
  const { filesIn = 0, skipped = 0 } = source.report.summary;
  const copies = of(report, 'copies');
  return (
    <>
      <Roots source={source} />
      <Trial of={configOf(source)} />
      <Sum source={source} />
      <Patients of={of(report, 'patients')} />
      <Visits of={of(report, 'visits')} />
      <MissedVisits of={of(report, 'missedVisits')} />
      <Readings of={of(report, 'readings')} />
      {isTold(copies) && <Copies of={copies} dicom={filesIn - skipped} />}
      <Assignments of={of(report, 'assignments')} />
      <Anchor of={of(report, 'crosswalk')} />
    </>
  );
}

function Due({ source }: { source: PageSource }): VNode {
  const report = toldReport<AssignIdSections>(source);
  const config = configOf(source);
  const due = of(report, 'due');
  return (
    <>
      <Trial of={config} />
      {isTold(due) && <DueVisits of={due} on={of(config, 'due')} />}
      <Anchor of={of(report, 'crosswalk')} />
    </>
  );
}

function section(title: string, body: VNode): PageSection {
  return { chapter: 'identity', title, body };
}

/** What `assign-id` says of who is who: patients, their visits and what was written; or the visits that are due. */
export const identitySections: SectionMaker = async (source) => {
  const report = toldReport<AssignIdSections>(source);
  const isDue = isTold(of(report, 'due'));
  // The due list takes no delivery: a report of it has no patients.
  const isDelivery = !isDue || report.value.patients.length > 0;
  return [
    ...(isDue ? [section('Visits that are due', <Due source={source} />)] : []),
    ...(isDelivery ? [section('Patients, subjects and visits', <Identity source={source} />)] : []),
  ];
};
