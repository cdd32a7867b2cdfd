import type { ComponentChildren } from 'preact';
import type { ResponseRow } from '../../../response-sections.js';
import { Mark } from '../../mark.js';
import { of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Answer } from './answer.js';
import { Alternatives, Margins, Missing, Otherwise } from './visit-cells.js';

/** A row of figures or answers below the lesions. */
export interface VisitRow {
  readonly title: string;
  readonly cell: (row: Told<ResponseRow>) => ComponentChildren;
  readonly numeric?: boolean;
}

const NO_SUM = 'no sum: a target is missing, or there is no target';
const AT_BASELINE = 'nothing to compare with, at baseline';

const whyNone = ({ value }: Told<ResponseRow>): string =>
  value.kind === 'missed' ? 'missed visit' : value.kind === 'baseline' ? AT_BASELINE : NO_SUM;

/** What the target lesions of a visit add up to. */
export const SUM_ROWS: readonly VisitRow[] = [
  {
    title: 'Sum, mm',
    numeric: true,
    cell: (row) => (
      <>
        <strong>
          <Text of={of(row, 'sumMm')} why={row.value.kind === 'missed' ? 'missed visit' : NO_SUM} />
        </strong>
        <Missing of={row} />
      </>
    ),
  },
  {
    title: 'Sum at baseline, mm',
    numeric: true,
    cell: (row) => <Text of={of(row, 'baselineSumMm')} why={whyNone(row)} />,
  },
  {
    title: 'Change from baseline',
    numeric: true,
    cell: (row) => <Num of={of(row, 'changeFromBaselinePercent')} digits={1} unit="%" why={whyNone(row)} />,
  },
  {
    title: 'Nadir before, mm',
    numeric: true,
    cell: (row) => (
      <>
        <Text of={of(row, 'nadirSumMm')} why={whyNone(row)} />
        {row.value.nadirVisit !== null && (
          <span class="beside">
            at <Text of={of(row, 'nadirVisit')} />
          </span>
        )}
      </>
    ),
  },
  {
    title: 'Change from nadir',
    numeric: true,
    cell: (row) => (
      <>
        <Num of={of(row, 'changeFromNadirPercent')} digits={1} unit="%" why={whyNone(row)} />
        {row.value.changeFromNadirMm !== null && (
          <span class="beside">
            <Text of={of(row, 'changeFromNadirMm')} /> mm
          </span>
        )}
      </>
    ),
  },
];

/** What a visit comes to. */
export const ANSWER_ROWS: readonly VisitRow[] = [
  { title: 'Target', cell: (row) => <Answer of={of(row, 'target')} why={whyNone(row)} /> },
  { title: 'Non-target', cell: (row) => <Answer of={of(row, 'nonTarget')} why={whyNone(row)} /> },
  { title: 'New lesion', cell: (row) => <Text of={of(row, 'newLesion')} why={whyNone(row)} /> },
  {
    title: 'Overall response',
    cell: (row) => (
      <>
        <strong>
          <Answer of={of(row, 'overall')} why={whyNone(row)} />
        </strong>
        {row.value.isAfterProgression && <span class="beside">after progression</span>}
      </>
    ),
  },
  { title: 'Target would change at', cell: (row) => <Margins of={row} /> },
  { title: 'Overall would change to', cell: (row) => <Alternatives of={row} /> },
  { title: 'By the other lengths', cell: (row) => <Otherwise of={of(row, 'otherwise')} /> },
  { title: 'Conformance (reasons above)', cell: (row) => <Mark of={of(row, 'conformance')} word /> },
];
