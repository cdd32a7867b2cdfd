import type { Injection, PetFacts } from '../../src/pet/pet-facts.js';
import { ABSENT, type Clock, NO_CLOCK, type Stated } from '../../src/pet/stated.js';

/** A stated value. */
export function stated<T>(value: T): Stated<T> {
  return { state: 'value', value };
}

/** A clock: day number and `hh:mm[:ss]`. */
export function clock(day: number | undefined, time: string): Clock {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return {
    day: day === undefined ? ABSENT : stated(day),
    second: stated(hours * 3600 + minutes * 60 + seconds),
  };
}

/** F-18, 368.08 MBq at 10:00 of day 100. */
export function injection(own: Partial<Injection> = {}): Injection {
  return {
    doseBq: stated(368080000),
    halfLifeS: stated(6586.2),
    startSecond: stated(36000),
    start: clock(100, '10:00'),
    nuclide: stated('C-111A1'),
    ...own,
  };
}

/** A series in Bq/ml of 70 kg, scanned at 11:00 of day 100, an hour after the injection: an SUV can be had of it. */
export function petFacts(own: Partial<PetFacts> = {}): PetFacts {
  return {
    modality: stated('PT'),
    units: stated('BQML'),
    suvType: ABSENT,
    slope: stated('positive' as const),
    corrections: stated(['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN']),
    attenuationMethod: ABSENT,
    decayCorrection: stated('START'),
    decayReference: NO_CLOCK,
    decayFactor: ABSENT,
    weightKg: stated(70),
    sizeM: stated(1.75),
    sex: stated('F'),
    injections: [injection()],
    seriesType: stated('STATIC'),
    seriesStart: clock(100, '11:00'),
    acquisitionStart: clock(100, '11:00'),
    frameReferenceMs: ABSENT,
    frameDurationMs: stated(180000),
    geScanStart: NO_CLOCK,
    philipsSuvFactor: ABSENT,
    philipsActivityFactor: ABSENT,
    ...own,
  };
}
