import { describe, expect, it } from 'vitest';
import { meanCountRateS, remaining } from '../../src/pet/decay.js';
import type { PetFacts } from '../../src/pet/pet-facts.js';
import { decayReference } from '../../src/pet/reference.js';
import { NO_CLOCK } from '../../src/pet/stated.js';
import { petTiming } from '../../src/pet/timing.js';
import { clock, petFacts, stated } from './facts.js';

/** Seconds from the start of the scan to the reference, or why there is none. */
function referenceOf(...own: readonly Partial<PetFacts>[]): number | string {
  const facts = own.map(petFacts);
  const timing = petTiming(facts);
  const reference = decayReference(facts, timing);
  if (reference.kind === 'moment') return reference.at - (timing.scanAt ?? 0);
  return reference.kind === 'unknown' ? reference.problem.code : reference.kind;
}

const LATE = { seriesStart: clock(100, '11:30') };
const MEAN_S = meanCountRateS(180, 6586.2);

describe('decayReference', () => {
  it('is the time of the series, which may be earlier than the first acquisition', () => {
    expect(referenceOf({})).toBe(0);
    expect(referenceOf({ seriesStart: clock(100, '10:58') })).toBe(-120);
  });

  it('allows the series to be later by the fraction of a second that one of the two leaves out', () => {
    expect(referenceOf({ seriesStart: clock(100, '11:00:00.9') })).toBeCloseTo(0.9, 6);
    expect(referenceOf({ seriesStart: clock(100, '11:00:01.1') })).toBe('series-time-after-acquisition');
  });

  it('is the injection for ADMIN', () => {
    expect(referenceOf({ decayCorrection: stated('ADMIN') })).toBe('administration');
  });

  it('is the scan start of GE where the series is later', () => {
    expect(referenceOf({ ...LATE, geScanStart: clock(100, '10:59') })).toBe(-60);
  });

  it('is not a scan start of GE that is later than the acquisition, too', () => {
    expect(referenceOf({ ...LATE, geScanStart: clock(100, '11:20') })).toBe('series-time-after-acquisition');
  });

  it('is told by the reference times of the frames where the series is later', () => {
    const bed = (time: string, offsetS: number) => ({
      ...LATE,
      acquisitionStart: clock(100, time),
      frameReferenceMs: stated((offsetS + MEAN_S) * 1000),
      decayFactor: stated(1 / remaining(offsetS + MEAN_S, 6586.2)),
    });
    expect(referenceOf(bed('11:00', 0), bed('11:03', 180))).toBeCloseTo(0, 4);
    expect(referenceOf(bed('11:00', 0), bed('11:03', 0))).toBe('series-time-after-acquisition');
    expect(referenceOf(bed('11:00', 60), bed('11:03', 180))).toBe('reference-time-uncertain');
  });

  it('takes a decay factor of 1 for none stated', () => {
    const told = { ...LATE, frameReferenceMs: stated(MEAN_S * 1000), decayFactor: stated(1) };
    expect(referenceOf(told)).toBeCloseTo(0, 4);
  });

  it('is not told by frame times that are those of the start of the frame', () => {
    expect(referenceOf({ ...LATE, frameReferenceMs: stated(0) })).toBe('series-time-after-acquisition');
  });

  it('is not told without the duration of the frame', () => {
    const told = { ...LATE, frameReferenceMs: stated(MEAN_S * 1000) };
    expect(referenceOf({ ...told, frameDurationMs: stated(0) })).toBe('series-time-after-acquisition');
    expect(referenceOf({ ...told, injections: [] })).toBe('series-time-after-acquisition');
  });

  it('is not known without the time of the acquisition', () => {
    expect(referenceOf({ acquisitionStart: NO_CLOCK })).toBe('acquisition-time-missing');
  });
});

describe('meanCountRateS', () => {
  it('is a little before the middle of the frame', () => {
    expect(meanCountRateS(180, 6586.2)).toBeCloseTo(89.85792324928173, 6);
    expect(meanCountRateS(0, 6586.2)).toBe(0);
  });

  it('is the moment at which the decay is the mean of the frame', () => {
    const steps = 10000;
    const mean = Array.from({ length: steps }, (_, i) => remaining(((i + 0.5) * 300) / steps, 122.24)).reduce(
      (sum, share) => sum + share / steps,
      0,
    );
    expect(remaining(meanCountRateS(300, 122.24), 122.24)).toBeCloseTo(mean, 7);
  });
});
