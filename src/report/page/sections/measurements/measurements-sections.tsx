import type { VNode } from 'preact';
import type { MeasureExportSections, MeasureExportSummary } from '../../../measure-export-sections.js';
import { counted } from '../../counted.js';
import { Fold } from '../../fold.js';
import type { SectionMaker } from '../../page-section.js';
import { toldReport } from '../../page-source.js';
import { SumLine } from '../../sum-line.js';
import { each, of, type Told } from '../../told.js';
import { Num } from '../../value.js';
import { responseSections } from '../response/response-sections.js';
import { CodesUsed } from './codes-used.js';
import { NotRecomputed } from './not-recomputed.js';
import { References, Sources } from './objects.js';
import { Readings } from './readings-part.js';
import { Disagreements, NotHeld } from './stored-tables.js';

type Counted = Told<MeasureExportSummary>;

/** Measurements of a report of `measure-export`, what disagrees first; and its responses, where it has any. */
export const measurementsSections: SectionMaker = async (source) => {
  const told = toldReport<MeasureExportSections>(source);
  const summary = of(told, 'summary') as Counted;
  const body = <Body told={told} summary={summary} />;
  const responses = await responseSections(source);
  return [{ chapter: 'measurements', title: 'Measurements and whether they hold', body }, ...responses];
};

interface BodyProps {
  readonly told: Told<MeasureExportSections>;
  readonly summary: Counted;
}

function Body({ told, summary }: BodyProps): VNode {
  const rows = of(told, 'rows');
  return (
    <>
      <Sums of={summary} />
      <h4>What disagrees</h4>
      <Disagreements of={rows} />
      <h4>What was not checked or has no value</h4>
      <NotHeld of={rows} />
      <NotRecomputed of={rows} />
      <h4>Measurements by reader and lesion</h4>
      <Readings of={rows} />
      <h4>Objects</h4>
      <Sources of={of(told, 'sources')} />
      <Fold
        summary={
          <>
            <Num of={of(summary, 'references')} /> images and regions that are named without a measurement
            (key objects)
          </>
        }
      >
        <References of={of(told, 'references')} />
      </Fold>
      <CodesUsed rows={each(rows)} />
    </>
  );
}

/** What the counts of a report say, with the sum of the stored values. */
function Sums({ of: summary }: { of: Counted }): VNode {
  const rest = ['filesIn', 'notDicom', 'unreadable', 'sources', 'rows', 'recomputed'] as const;
  const words = {
    ...{ filesIn: 'files in', notDicom: 'not DICOM', unreadable: 'unreadable' },
    ...{ sources: 'objects with measurements', rows: 'measurements', recomputed: 'recomputed' },
  };
  return (
    <>
      <ul class="counts">
        {rest.map((key) => (
          <li>
            <Num of={of(summary, key)} /> {counted(summary.value[key], words[key])}
          </li>
        ))}
      </ul>
      <SumLine
        total={{ count: of(summary, 'stored'), word: 'stored values' }}
        parts={[
          { count: of(summary, 'agree'), word: 'agree', tone: 'good' },
          { count: of(summary, 'disagree'), word: 'disagree', tone: 'bad' },
          { count: of(summary, 'notEvaluable'), word: 'not checked', tone: 'rest' },
        ]}
      />
    </>
  );
}
