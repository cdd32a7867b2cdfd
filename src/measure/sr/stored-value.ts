import type { Dataset } from '../../dicom/dataset.js';
import { readCode } from '../code.js';
import type { MeasureProblem } from '../problem.js';
import type { StoredValue } from '../source.js';
import type { ContentItem } from './content-item.js';

/** A decimal string. PS3.5 6.2, DS; longer ones than 16 characters are read too. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The value of a NUM, and what is wrong with it. */
interface StoredReading {
  readonly stored: StoredValue;
  readonly problem?: MeasureProblem;
}

type Reason = Omit<MeasureProblem, 'itemPath'>;

/**
 * Reads the value of a NUM. PS3.3 C.18.1: the decimal text as it stands; where there is none the floating-point or the
 * rational value, as the shortest decimal text of their double.
 */
export function readStored({ dataset, path }: ContentItem): StoredReading {
  const values = dataset.sequence('MeasuredValueSequence');
  // Some writers leave the sequence out and put its attributes into the item, as contexts of acquisition have them.
  const holder = values[0] ?? (dataset.has('MeasuredValueSequence') ? undefined : dataset);
  const unit = readCode(holder?.sequence('MeasurementUnitsCodeSequence')[0]);
  const qualifier = readCode(dataset.sequence('NumericValueQualifierCodeSequence')[0]);
  const found: string | Reason = values.length > 1 ? SEVERAL : numberOf(holder);
  const text = typeof found === 'string' ? found : undefined;
  return {
    stored: {
      ...(text !== undefined && { text }),
      ...(unit && { unit }),
      ...(qualifier && { qualifier }),
    },
    ...(typeof found !== 'string' && { problem: reasoned(found, path, qualifier?.value !== undefined) }),
  };
}

const SEVERAL: Reason = { code: 'value-missing', detail: 'more than one measured value: none is taken' };
const NOT_A_NUMBER: Reason = { code: 'value-not-numeric', detail: 'the value is no decimal number' };

function reasoned(reason: Reason, itemPath: string, isQualified: boolean): MeasureProblem {
  const detail = isQualified && !reason.detail ? 'a qualifier stands for it' : reason.detail;
  return { code: reason.code, itemPath, ...(detail && { detail }) };
}

function numberOf(holder: Dataset | undefined): string | Reason {
  const texts = holder?.get('NumericValue')?.strings() ?? [];
  const text = texts[0]?.trim() ?? '';
  if (texts.length > 1) return NOT_A_NUMBER;
  if (text !== '') return DECIMAL.test(text) && Number.isFinite(Number(text)) ? text : NOT_A_NUMBER;
  const double = holder && (floatOf(holder) ?? ratioOf(holder));
  if (double === undefined) return { code: 'value-missing' };
  return Number.isFinite(double) ? String(double) : NOT_A_NUMBER;
}

/** NaN is kept apart from what is not there. */
function floatOf(holder: Dataset): number | undefined {
  return holder.numbers('FloatingPointValue')[0];
}

function ratioOf(holder: Dataset): number | undefined {
  const numerator = holder.numbers('RationalNumeratorValue')[0];
  const denominator = holder.numbers('RationalDenominatorValue')[0];
  return numerator === undefined || denominator === undefined ? undefined : numerator / denominator;
}
