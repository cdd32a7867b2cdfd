import type { PetFacts } from './pet-facts.js';
import { problem, type SuvProblem } from './suv-problem.js';

/** What is one for a whole series, by the attribute that states it. */
const OF_THE_SERIES: readonly (readonly [attribute: string, of: (facts: PetFacts) => unknown])[] = [
  ['Modality', ({ modality }) => modality],
  ['Units', ({ units }) => units],
  ['SUVType', ({ suvType }) => suvType],
  ['CorrectedImage', ({ corrections }) => sorted(corrections)],
  ['AttenuationCorrectionMethod', ({ attenuationMethod }) => attenuationMethod],
  ['DecayCorrection', ({ decayCorrection }) => decayCorrection],
  ['DecayCorrectionDateTime', ({ decayReference }) => decayReference],
  ['SeriesType', ({ seriesType }) => seriesType],
  ['SeriesTime', ({ seriesStart }) => seriesStart],
  ['PatientWeight', ({ weightKg }) => weightKg],
  ['PatientSize', ({ sizeM }) => sizeM],
  ['PatientSex', ({ sex }) => sex],
  ['RadiopharmaceuticalInformationSequence', ({ injections }) => injections.length],
  ['RadionuclideTotalDose', ({ injections }) => injections.map(({ doseBq }) => doseBq)],
  ['RadionuclideHalfLife', ({ injections }) => injections.map(({ halfLifeS }) => halfLifeS)],
  [
    'RadiopharmaceuticalStartTime',
    ({ injections }) => injections.map(({ start, startSecond }) => [start, startSecond]),
  ],
  ['RadionuclideCodeSequence', ({ injections }) => injections.map(({ nuclide }) => nuclide)],
  ['GEMS_PETD_01 scan start', ({ geScanStart }) => geScanStart],
];

/** Corrected Image is a set: its order means nothing. */
function sorted(stated: PetFacts['corrections']): unknown {
  return stated.state === 'value' ? [...stated.value].sort() : stated;
}

/** A problem for each attribute that is one for the series and differs among its instances. */
export function contradictions(facts: readonly PetFacts[]): SuvProblem[] {
  return OF_THE_SERIES.flatMap(([attribute, of]) => {
    const values = new Set(facts.map((fact) => JSON.stringify(of(fact))));
    const text = `${attribute} differs among the instances of the series`;
    return values.size > 1 ? [problem('facts-contradict', attribute, text)] : [];
  });
}
