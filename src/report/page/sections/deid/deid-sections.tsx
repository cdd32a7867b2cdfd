import type { VNode } from 'preact';
import type { DeidSections } from '../../../deid-sections.js';
import { Counts } from '../../counts.js';
import type { SectionMaker } from '../../page-section.js';
import { toldReport } from '../../page-source.js';
import { SumLine, type Term, type Tone } from '../../sum-line.js';
import { each, of, type Told } from '../../told.js';
import { Count } from '../../value.js';
import { configOf, HowFacts } from './how-facts.js';
import type { DeidReport } from './input-path.js';
import { Patients } from './patients.js';
import { QuarantineList } from './quarantine-list.js';
import { ReviewRules } from './review-rules.js';
import { SeriesActions } from './series-actions.js';
import { Verification } from './verification.js';
import { Verified } from './verified.js';

type Mode = 'release' | 'dry-run' | 'verify-only';

const TITLES: Readonly<Record<Mode, string>> = {
  release: 'What was released',
  'dry-run': 'Dry run: what would be released',
  'verify-only': 'Search of a folder for what identifies',
};

/** Which of the three it is: told by its sections where an older report does not say. */
function modeOf(report: DeidReport): Mode {
  const { verified, review } = report.value;
  return configOf(report).value.mode ?? (verified ? 'verify-only' : review ? 'dry-run' : 'release');
}

function count(report: DeidReport, key: string): Told<number | undefined> {
  return of(of(report, 'summary'), key);
}

/** The parts of what came in: those of a mode always, others where there are any. */
function termsOf(report: DeidReport, mode: Mode): Term[] {
  const term = (key: string, word: string, tone: Tone, always: boolean): Term[] => {
    const part = { count: count(report, key), word, tone };
    return always || part.count.value ? [part] : [];
  };
  const isSearch = mode === 'verify-only';
  const quarantined = mode === 'dry-run' ? 'would be quarantined' : 'quarantined';
  return [
    ...term('filesOut', 'released', 'good', mode === 'release'),
    ...term('planned', 'would be released', 'good', mode === 'dry-run'),
    ...term('clean', 'nothing found', 'good', isSearch),
    ...term('suspect', 'something found, or cannot be read', 'bad', isSearch),
    ...term('quarantined', quarantined, 'bad', !isSearch),
    ...term('skipped', 'no DICOM, or a DICOMDIR: skipped', 'rest', !isSearch),
    ...term('duplicates', 'there already, byte for byte', 'same', false),
  ];
}

/** Patients, studies, series: of what came in, and of what went out. */
function Made({ report, mode }: { report: DeidReport; mode: Mode }): VNode {
  const went = mode === 'verify-only' ? 'searched' : 'released';
  const words = [
    ['patients', `patients ${mode === 'verify-only' ? 'searched' : 'in'}`],
    ...(mode === 'dry-run'
      ? []
      : (['studies', 'series'] as const).map((key) => [key, `${key} ${went}`] as const)),
  ] as const;
  return <Counts of={of(report, 'summary')} words={words} />;
}

function Released({ report }: { report: DeidReport }): VNode {
  const files = each(of(report, 'files')).length;
  return (
    <p class="deid-aside">
      <Count n={files} what="files of the report" /> released files stand in the JSON report, each with its
      path, its UIDs and its SHA checksum.
    </p>
  );
}

function Body({ report }: { report: DeidReport }): VNode {
  const mode = modeOf(report);
  return (
    <>
      <SumLine total={{ count: count(report, 'filesIn'), word: 'files in' }} parts={termsOf(report, mode)} />
      <Made report={report} mode={mode} />
      <HowFacts report={report} />
      {mode === 'verify-only' ? (
        <Verified report={report} />
      ) : (
        <>
          <QuarantineList report={report} />
          <Patients report={report} />
          {mode === 'dry-run' ? <ReviewRules report={report} /> : <SeriesActions report={report} />}
          {mode === 'release' && <Released report={report} />}
          <Verification report={report} />
        </>
      )}
    </>
  );
}

/** What became of every file of a delivery, and why; the same of a dry run, and of a folder that was only searched. */
export const deidSections: SectionMaker = async (source) => {
  const report = toldReport<DeidSections>(source);
  return [{ chapter: 'deid', title: TITLES[modeOf(report)], body: <Body report={report} /> }];
};
