import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import type { Diameter, Lengths, LesionReading } from '../../../../src/rules/response/course.js';
import { type Member, mmText, ownValue } from '../../../../src/rules/response/target/own-value.js';
import { lesion, type Said } from '../courses.js';
import { RECIST } from '../recist.js';

type Axes = Partial<Record<Diameter['axis'], readonly [string | null, string | null]>>;

function reading(state: LesionReading['state'], axes: Axes = {}): Omit<LesionReading, 'visit'> {
  const diameters = Object.entries(axes).map(([axis, [stored, recomputed]]) => ({
    axis: axis as Diameter['axis'],
    storedMm: stored === null ? null : new Big(stored),
    recomputedMm: recomputed === null ? null : new Big(recomputed),
    agrees: null,
  }));
  return { state, diameters };
}

function value(said: Said, more: { isNode?: boolean | null; lengths?: Lengths } = {}) {
  const { isNode = false, lengths = 'stored' } = more;
  const one = lesion({ label: 'T1', said: [said] });
  const member: Member = { lesion: one, isNode: isNode ?? undefined };
  const part = ownValue(member, { visit: 0, criteria: RECIST, lengths, members: new Map() });
  return 'why' in part ? part.why : { ...part, mm: part.mm.toFixed() };
}

const measured = (mm: string) => ({ mm, note: null, isFallback: false });

describe('the value of a lesion', () => {
  it('is the long axis of a lesion and the short axis of a node, whatever the other one is', () => {
    const both = reading('measured', { long: ['22.5', null], short: ['11', null] });
    expect(value(both)).toEqual(measured('22.5'));
    expect(value(both, { isNode: true })).toEqual(measured('11'));
  });

  it('is missing where the axis that counts is not there, and says what is', () => {
    const short = reading('measured', { short: ['8', null] });
    const long = reading('measured', { long: [null, '14'] });
    expect(value(short)).toBe('only its short axis of 8 mm is there; its long axis counts');
    expect(value(long, { isNode: true })).toBe('only its long axis of 14 mm is there; its short axis counts');
    expect(value(reading('measured'))).toBe('its long axis is not measured');
    expect(value(reading('measured', { long: [null, null] }))).toBe('its long axis is not measured');
  });

  it('is missing where nobody says whether it is a node', () => {
    for (const said of [20, 'absent', 'too-small'] as const) {
      expect(value(said, { isNode: null })).toBe('whether it is a lymph node is not said');
    }
  });

  it('is the stored or the recomputed length, and the other one for want of it', () => {
    const both = reading('measured', { long: ['20', '21.5'] });
    const stored = reading('measured', { long: ['20', null] });
    const drawn = reading('measured', { long: [null, '21.5'] });
    expect(value(both)).toEqual(measured('20'));
    expect(value(both, { lengths: 'recomputed' })).toEqual(measured('21.5'));
    expect(value(stored, { lengths: 'recomputed' })).toEqual({ mm: '20', note: null, isFallback: true });
    expect(value(drawn)).toEqual({ mm: '21.5', note: null, isFallback: true });
  });

  it('is 5 mm of what is too small to measure without a length, or with that length', () => {
    const byDefault = { mm: '5', note: 'too small to measure: 5 mm', isFallback: false };
    expect(value('too-small')).toEqual(byDefault);
    expect(value('too-small', { isNode: true })).toEqual(byDefault);
    expect(value(reading('too-small', { long: ['5.0', null] }))).toEqual(byDefault);
    expect(value(reading('too-small', { long: [null, '5'] }))).toEqual({ ...byDefault, isFallback: true });
  });

  it('is the actual length of what is called too small, below 5 mm and above', () => {
    for (const mm of ['4.9', '5.1', '0.1']) {
      const note = `said to be too small to measure, but measured: ${mm} mm`;
      expect(value(reading('too-small', { long: [mm, null] }))).toEqual({ mm, note, isFallback: false });
    }
  });

  it('is the actual length below 5 mm where nothing is said to be too small', () => {
    expect(value('4.9')).toEqual(measured('4.9'));
  });

  it('is 0 of what is absent, of nodes too', () => {
    expect(value('absent')).toEqual(measured('0'));
    expect(value(0)).toEqual(measured('0'));
    expect(value('absent', { isNode: true })).toEqual(measured('0'));
    expect(value(reading('measured', { long: ['0', null] }))).toEqual(measured('0'));
  });

  it('is missing where the reading contradicts itself', () => {
    const twelve = { long: ['12', null] } as const;
    const hidden = { short: [null, '12'] } as const;
    expect(value(reading('absent', twelve))).toBe('absent, but its long axis is 12 mm');
    expect(value(reading('absent', hidden))).toBe('absent, but its short axis is 12 mm');
    expect(value(reading('absent', { long: ['0', '3'] }))).toBe('absent, but its long axis is 3 mm');
    expect(value({ ...reading('merged', twelve), mergedInto: 'T2' })).toBe(
      'merged, but its long axis is 12 mm',
    );
    const zero = { long: ['0', null] } as const;
    expect(value(reading('too-small', zero))).toBe('too small to measure, but 0 mm');
    expect(value(reading('present', zero))).toBe('present, but 0 mm');
    expect(value(reading('measured', { long: ['-3', null] }))).toBe('-3 mm is no length');
    expect(value(reading('too-small', { short: ['3', null] }))).toBe(
      'only its short axis of 3 mm is there; its long axis counts',
    );
  });

  it('is missing of what is only said to be there, and its length where there is one', () => {
    for (const state of ['present', 'progressed', 'equivocal'] as const) {
      expect(value(state)).toBe(`${state}, but its long axis is not measured`);
      expect(value(reading(state, { long: ['12', null] }))).toEqual(measured('12'));
    }
  });

  it('is missing without an evaluation, with the reason where it is known', () => {
    expect(value(null)).toBe('not assessed at this visit');
    expect(value('not-evaluated')).toBe('not evaluated');
    expect(value({ ...reading('not-evaluated'), why: 'motion' })).toBe('motion');
  });

  it('is missing where two readings or two diameters claim it', () => {
    const one = lesion({ label: 'T1', said: [20] });
    const twice = { ...one, readings: [...one.readings, ...one.readings] };
    const at = { visit: 0, criteria: RECIST, lengths: 'stored', members: new Map() } as const;
    expect(ownValue({ lesion: twice, isNode: false }, at)).toEqual({
      why: 'more than one reading at this visit',
    });
    const { diameters } = reading('measured', { long: ['20', null] });
    expect(value({ state: 'measured', diameters: [...diameters, ...diameters] })).toBe(
      'more than one long axis',
    );
  });

  it('is shown exactly, never in powers of ten', () => {
    expect(mmText(new Big('0.00000001'))).toBe('0.00000001 mm');
    expect(mmText(new Big('0.1').plus('0.2'))).toBe('0.3 mm');
  });
});
