import type { DerivedQuantity, Known } from '../series-view.js';
import { derive, numbers, unknown } from './derive.js';
import { attribute, lacking, numberOf, samplesOf } from './readings.js';

const PROBES = [
  attribute('MRAcquisitionFrequencyEncodingSteps'),
  attribute('MRAcquisitionPhaseEncodingStepsInPlane'),
  attribute('AcquisitionMatrix'),
];

function stepsOf(matrix: Known | undefined): Known {
  if (matrix?.state !== 'value' || !matrix.numbers) return lacking(matrix);
  // PS3.3 C.8.3.1: frequency rows \ frequency columns \ phase rows \ phase columns. One of each pair is 0.
  const [frequency, phase] = [matrix.numbers.slice(0, 2), matrix.numbers.slice(2)].map((pair) =>
    pair.filter((count) => count > 0),
  );
  const [frequencySteps, phaseSteps] = [frequency?.[0], phase?.[0]];
  const isClear = matrix.numbers.length === 4 && frequency?.length === 1 && phase?.length === 1;
  return isClear && frequencySteps !== undefined && phaseSteps !== undefined
    ? numbers(frequencySteps, phaseSteps)
    : unknown('Acquisition Matrix does not state one number of frequency and one of phase steps');
}

/** What was sampled, before interpolation. */
export const ACQUISITION_MATRIX_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'acquisitionMatrix', type: 'number', multi: 'always', probes: PROBES },
    text: 'frequency encoding steps, phase encoding steps, in this order',
    source: 'PS3.3 C.8.3.1, C.8.13.5.3',
    read: (view) =>
      samplesOf(view, PROBES, ([frequency, phase, matrix]) => {
        const [frequencySteps, phaseSteps] = [numberOf(frequency), numberOf(phase)];
        return frequencySteps !== undefined && phaseSteps !== undefined
          ? numbers(frequencySteps, phaseSteps)
          : stepsOf(matrix);
      }),
  }),
];
