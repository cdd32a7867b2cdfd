import type { Injection, PetFacts } from '../../../pet/pet-facts.js';
import { pixelScale } from '../../../pet/pixel-scale.js';
import { decayCorrectionOf, decayReference } from '../../../pet/reference.js';
import type { Stated } from '../../../pet/stated.js';
import { suvReadiness } from '../../../pet/suv.js';
import type { SuvNoteCode } from '../../../pet/suv-problem.js';
import { petTiming, SAME_MOMENT_S } from '../../../pet/timing.js';
import type { DerivedQuantity, Known, SeriesView } from '../series-view.js';
import { ABSENT, derive, numbers, ofSeries, rounded, texts, truth, unknown } from './derive.js';
import { factsOf, ofAllFacts, ofEachFact, PET_PROBE, statedNumbers, statedTexts } from './pet-readings.js';

const QIBA = 'QIBA FDG-PET/CT profile 1.13';
const probes = [PET_PROBE];

/** What was taken for granted, in words. */
const NOTE_TEXTS: Readonly<Record<SuvNoteCode, string>> = {
  'injection-date-assumed': 'the injection is taken for that of the day before',
  'scan-date-assumed': 'the scan has no date: it is placed by its time of day',
  'injected-during-scan': 'the tracer was injected after the dynamic scan began',
  'reference-from-ge-scan-start': 'decay is reckoned from the scan start that GE states',
  'reference-from-frame-times': 'decay is reckoned from the reference times of the frames',
  'suv-type-assumed-bw': 'SUVType is absent: BW',
  'philips-suv-factor': 'the SUV factor is that of Philips',
  'philips-activity-factor': 'the activity factor is that of Philips',
  'lbm-formula-unnamed': 'SUVlbm by a formula that is not named',
  'decay-corrected-to-administration': 'activity is corrected to the injection',
  'size-implausible': 'PatientSize is nobody’s',
};

function readiness(facts: readonly PetFacts[]): Known {
  const { ready, problems, notes } = suvReadiness(facts);
  const clauses = ready ? notes.map((note) => NOTE_TEXTS[note]) : problems.map(({ text }) => text);
  const value = truth(ready);
  return clauses.length > 0 && value.state === 'value' ? { ...value, why: clauses.join('; ') } : value;
}

function problemCodes(facts: readonly PetFacts[]): Known {
  const codes = [...new Set(suvReadiness(facts).problems.map(({ code }) => code))];
  return codes.length > 0 ? texts(...codes) : texts('none');
}

function uptake(facts: readonly PetFacts[]): Known {
  const { scanAt, injectedAt, problems, notes } = petTiming(facts);
  if (scanAt !== undefined && injectedAt !== undefined) {
    const value = numbers(rounded((scanAt - injectedAt) / 60));
    const why = notes.map((note) => NOTE_TEXTS[note]).join('; ');
    return why !== '' && value.state === 'value' ? { ...value, why } : value;
  }
  const injections = facts.flatMap((fact) => fact.injections);
  if (!injections.some(statesTime)) return ABSENT;
  const why = [...new Set(problems.map(({ text }) => text))];
  return unknown(why.length > 0 ? why.join('; ') : 'the injection is not one and the same for all instances');
}

function statesTime({ start, startSecond }: Injection): boolean {
  return startSecond.state !== 'absent' || start.day.state !== 'absent';
}

function ofInjection(view: SeriesView, of: (injection: Injection) => Stated<number>, factor = 1) {
  return ofEachFact(view, ({ injections }) => {
    const [injection, ...more] = injections;
    if (more.length > 0) return unknown(`${injections.length} radiopharmaceuticals are stated`);
    return statedNumbers(injection && of(injection), factor);
  });
}

/** Decay Correction in its classic terms; of an enhanced object what the moment that it states comes to. */
function correctionOf(facts: readonly PetFacts[]): Known {
  const timing = petTiming(facts);
  const reference = decayReference(facts, timing);
  if (reference.kind !== 'moment') {
    return unknown(reference.kind === 'unknown' ? reference.problem.text : 'it is not a moment');
  }
  const isAt = (at: number | undefined): boolean =>
    at !== undefined && Math.abs(at - reference.at) <= SAME_MOMENT_S;
  if (isAt(timing.scanAt)) return texts('START');
  if (isAt(timing.injectedAt)) return texts('ADMIN');
  return unknown('decay is corrected neither to the start of the scan nor to the injection');
}

function decayCorrectionSamples(view: SeriesView) {
  const all = factsOf(view).facts;
  return ofEachFact(view, (fact) => {
    const isMoment = decayCorrectionOf(fact) === 'DATETIME';
    return isMoment ? correctionOf(all) : statedTexts(fact.decayCorrection);
  });
}

function suvTypeOf(fact: PetFacts): Known {
  const scale = pixelScale(fact);
  return scale.kind === 'suv' ? texts(scale.type) : statedTexts(fact.suvType);
}

/** Moments that one and the same place was imaged at, by the geometry of the series. */
function timePoints(view: SeriesView): Known {
  const { stacks } = view.geometry;
  if (stacks.length === 0) return ABSENT;
  const counts = stacks.map(({ volumes }) => volumes.timePoints);
  const known = counts.flatMap((count) => count ?? []);
  if (known.length < counts.length) return unknown('the volumes cannot be told apart');
  return numbers(Math.max(...known));
}

/** What PET adds to the derived values: SUV readiness and timing by `src/pet`, once for checks and measurements. */
export const PET_DERIVED: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'uptakeTime', type: 'number', unit: 'min', probes },
    text: 'time from the injection to the earliest acquisition of the series',
    source: `${QIBA}, 3.2.1.1; PS3.3 C.8.9.2`,
    read: (view) => ofAllFacts(view, uptake),
  }),
  derive({
    ...{ name: 'suvReady', type: 'boolean', probes },
    text: 'whether an SUV can be had of the series: unit, weight, dose, times, half-life, corrections',
    source: `${QIBA}, appendix G`,
    read: (view) => ofAllFacts(view, readiness),
  }),
  derive({
    ...{ name: 'suvProblems', type: 'text', multi: true, probes },
    text: 'why no SUV can be had, by code; none where it can',
    source: `${QIBA}, appendix G`,
    read: (view) => ofAllFacts(view, problemCodes),
  }),
  derive({
    ...{ name: 'injectedActivity', type: 'number', unit: 'MBq', probes },
    text: 'activity that was injected',
    source: 'PS3.3 C.8.9.2, Radionuclide Total Dose',
    read: (view) => ofInjection(view, ({ doseBq }) => doseBq, 1e-6),
  }),
  derive({
    ...{ name: 'halfLife', type: 'number', unit: 's', probes },
    text: 'half-life of the nuclide, as it is stated',
    source: 'PS3.3 C.8.9.2, Radionuclide Half Life',
    read: (view) => ofInjection(view, ({ halfLifeS }) => halfLifeS),
  }),
  derive({
    ...{ name: 'bodyWeight', type: 'number', unit: 'kg', probes },
    text: 'weight of the patient',
    source: 'PS3.3 C.7.2.2, Patient’s Weight',
    read: (view) => ofEachFact(view, ({ weightKg }) => statedNumbers(weightKg)),
  }),
  derive({
    ...{ name: 'petUnits', type: 'text', probes },
    text: 'unit of the rescaled pixels, by the terms of Units; of enhanced objects from their real world values',
    source: 'PS3.3 C.8.9.1; PS3.16 CID 84',
    read: (view) => ofEachFact(view, ({ units }) => statedTexts(units)),
  }),
  derive({
    ...{ name: 'suvType', type: 'text', probes },
    text: 'kind of SUV that the pixels hold; BW where they hold one and none is named',
    source: 'PS3.3 C.8.9.1, SUV Type',
    read: (view) => ofEachFact(view, suvTypeOf),
  }),
  derive({
    ...{ name: 'decayCorrection', type: 'text', probes },
    text: 'moment that activity is corrected to: START, ADMIN or NONE; of enhanced objects by the moment they state',
    source: 'PS3.3 C.8.9.1, Decay Correction; C.8.22.5',
    read: decayCorrectionSamples,
  }),
  derive({
    ...{ name: 'corrections', type: 'text', multi: true, probes },
    text: 'corrections that were made, by the terms of Corrected Image; of enhanced objects from their flags',
    source: 'PS3.3 C.8.9.4, Corrected Image; C.8.22.5',
    read: (view) => ofEachFact(view, ({ corrections }) => statedTexts(corrections)),
  }),
  derive({
    ...{ name: 'petFrames', type: 'number' },
    text: 'time frames: the most moments at which one place was imaged',
    source: 'PS3.3 C.8.9.4; positions and times of the frames',
    read: (view) => ofSeries(timePoints(view)),
  }),
  derive({
    ...{ name: 'frameDuration', type: 'number', unit: 's', probes },
    text: 'time for which a frame, or a bed position, was acquired',
    source: 'PS3.3 C.8.9.4, Actual Frame Duration; C.7.6.16.2.2',
    read: (view) => ofEachFact(view, ({ frameDurationMs }) => statedNumbers(frameDurationMs, 1e-3)),
  }),
];
