import type { VNode } from 'preact';
import type { ManifestSections } from '../../../manifest-sections.js';
import { counted } from '../../counted.js';
import type { SectionMaker } from '../../page-section.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { SumLine } from '../../sum-line.js';
import { of, type Told } from '../../told.js';
import { Num } from '../../value.js';
import { Devices } from './devices.js';
import { Dicomdirs } from './dicomdirs.js';
import { Duplicates, NotDicom, Unreadable } from './files.js';
import { findingsAbout } from './findings-about.js';
import { Patients } from './patients.js';
import { Roots } from './place.js';
import { Proofs } from './proof.js';
import { SeriesDetails } from './series-details.js';
import { Studies } from './studies.js';
import { studiesOnPage } from './studies-on-page.js';

/** How many files `--exclude` left out: they are in no other count. */
function leftOut(source: PageSource): Told<number | undefined> {
  const exclude = source.report.config.exclude as { readonly leftOut?: number } | undefined;
  return { value: exclude?.leftOut, at: `${source.number}/config/exclude/leftOut` };
}

function Files({ source }: { source: PageSource }): VNode {
  const summary = of(toldReport(source), 'summary');
  const excluded = leftOut(source);
  return (
    <>
      <Roots source={source} />
      <SumLine
        total={{ count: of(summary, 'filesIn'), word: 'files in' }}
        parts={[
          { count: of(summary, 'dicom'), word: 'DICOM', tone: 'good' },
          { count: of(summary, 'notDicom'), word: 'not DICOM' },
          { count: of(summary, 'unreadable'), word: 'cannot be read', tone: 'bad' },
        ]}
      />
      <ul class="counts">
        {(['patients', 'studies', 'series', 'instances'] as const).map((key) => (
          <li>
            <Num of={of(summary, key)} /> {counted(summary.value[key], key)}
          </li>
        ))}
        <li>
          <Num of={of(summary, 'duplicates')} /> {counted(summary.value.duplicates, 'doubled files')}
        </li>
        {(excluded.value ?? 0) > 0 && (
          <li>
            <Num of={excluded} /> left out by --exclude, in no count
          </li>
        )}
      </ul>
    </>
  );
}

function Delivery({ source }: { source: PageSource }): VNode {
  const report = toldReport<ManifestSections>(source);
  const about = findingsAbout(source);
  const studies = studiesOnPage(of(report, 'studies'), about);
  return (
    <>
      <Files source={source} />
      <Proofs source={source} />
      <Studies studies={studies} />
      <SeriesDetails rows={studies.flatMap(({ series }) => series)} />
      <Unreadable source={source} of={of(report, 'unreadable')} about={about} />
      <Duplicates source={source} of={of(report, 'duplicates')} />
      <Dicomdirs source={source} of={of(report, 'dicomdirs')} about={about} />
      <Devices of={of(report, 'devices')} />
      <Patients of={of(report, 'patients')} about={about} />
      <NotDicom source={source} of={of(report, 'notDicom')} about={about} />
    </>
  );
}

/** What a manifest says of a delivery: that nothing was lost, what came, what lacks and what came twice. */
export const deliverySections: SectionMaker = async (source) => [
  { chapter: 'delivery', title: 'What was delivered', body: <Delivery source={source} /> },
];
