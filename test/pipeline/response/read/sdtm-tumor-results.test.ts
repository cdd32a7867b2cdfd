import { describe, expect, it } from 'vitest';
import { sdtmRows } from '../../../../src/pipeline/response/read/sdtm.js';

type Cells = Readonly<Record<string, string>>;

const SHARED = { USUBJID: 'S-01', VISIT: 'WEEK 6' };
const TARGET = { ...SHARED, DOMAIN: 'TU', TULNKID: 'T01', TUTESTCD: 'TUMIDENT', TUORRES: 'TARGET' };
const NODE = { ...TARGET, TULOC: 'LYMPH NODE' };
const LUNG = { ...TARGET, TULOC: 'LUNG' };

const tr = (TRTESTCD: string, more: Cells): Cells => ({
  ...{ ...SHARED, DOMAIN: 'TR', TRLNKID: 'T01', TRTESTCD },
  ...more,
});

function last(...all: readonly Cells[]) {
  return sdtmRows(
    all.map((cells, i) => ({ line: i + 2, cells })),
    1,
  ).observations.at(-1);
}

describe('a length', () => {
  const mm = { TRORRES: '12.0', TRORRESU: 'mm' };
  it.each([
    ['LDIAM', NODE, { axis: 'long', isUnnamedAxis: false }],
    ['LPERP', LUNG, { axis: 'short', isUnnamedAxis: false }],
    ['SAXIS', LUNG, { axis: 'short', isUnnamedAxis: false }],
    ['DIAMETER', NODE, { axis: 'short', isUnnamedAxis: false }],
    ['DIAMETER', LUNG, { axis: 'long', isUnnamedAxis: false }],
    ['DIAMETER', TARGET, { axis: null, isUnnamedAxis: true }],
    ['DIAMETER', { ...NODE, TUEVALID: 'ANOTHER' }, { axis: null, isUnnamedAxis: true }],
  ])('%s beside %j', (test, identified, expected) => {
    expect(last(identified, tr(test, mm))).toMatchObject({
      ...expected,
      value: '12.0',
      unit: 'mm',
      state: null,
    });
  });

  it.each([
    ['as collected', { TRORRES: '1.20', TRORRESU: 'CM', TRSTRESN: '12', TRSTRESU: 'mm' }, '1.20', 'cm'],
    ['standardised where nothing else is there', { TRSTRESC: '12', TRSTRESU: 'mm' }, '12', 'mm'],
    [
      'standardised where the collected unit is missing',
      { TRORRES: '12', TRSTRESN: '12', TRSTRESU: 'mm' },
      '12',
      'mm',
    ],
    ['without a unit where there is none', { TRORRES: '12' }, '12', null],
    ['in a unit that is not known', { TRORRES: '12', TRORRESU: 'px' }, '12', 'px'],
    ['that is no number', { TRORRES: '<5', TRORRESU: 'mm' }, '<5', 'mm'],
  ])('is taken %s', (_, cells, value, unit) => {
    expect(last(LUNG, tr('LDIAM', cells))).toMatchObject({ value, unit, state: null });
  });

  it('that is too small to measure is that, whatever number it was standardised to', () => {
    const cells = { TRORRES: 'Too small to measure', TRSTRESC: '5', TRSTRESN: '5', TRSTRESU: 'mm' };
    expect(last(LUNG, tr('LDIAM', cells))).toMatchObject({ state: 'too-small', value: null, axis: null });
  });

  it.each([
    [{ TRORRES: 'NOT EVALUABLE' }, 'not-evaluated', null],
    [{ TRORRES: 'ABSENT' }, 'absent', null],
    [{ TRSTAT: 'NOT DONE', TRREASND: 'SCAN NOT PERFORMED' }, 'not-evaluated', 'SCAN NOT PERFORMED'],
    [{ TRSTAT: 'NOT DONE' }, 'not-evaluated', 'not done'],
    [{ TRSTAT: 'NOT DONE', TRORRES: '12' }, 'not-evaluated', 'not done'],
    [{}, 'not-evaluated', 'the result is empty'],
  ])('with %j is %s', (cells, state, why) => {
    expect(last(LUNG, tr('LDIAM', cells))).toMatchObject({ state, why, value: null });
  });

  it('of one axis that was not done leaves the other as it is', () => {
    expect(last(LUNG, tr('LDIAM', mm), tr('LPERP', { TRSTAT: 'NOT DONE' }))).toMatchObject({
      ...{ state: null, value: null, why: null },
    });
  });

  it('has the role that its group says', () => {
    expect(last(tr('LDIAM', { ...mm, TRGRPID: 'NON-TARGET' }))?.role).toBe('non-target');
    expect(last(tr('LDIAM', { ...mm, TRGRPID: 'A' }))?.role).toBeNull();
  });
});

describe('a tumor state', () => {
  const state = (TRORRES: string, ...before: readonly Cells[]) =>
    last(...before, tr('TUMSTATE', { TRORRES }));
  it.each([
    ['PRESENT', 'present'],
    ['Absent', 'absent'],
    ['EQUIVOCAL', 'equivocal'],
    ['UNEQUIVOCAL PROGRESSION', 'progressed'],
    ['NOT EVALUABLE', 'not-evaluated'],
    ['TOO SMALL TO MEASURE', 'too-small'],
  ])('%s', (text, expected) => {
    expect(state(text)).toMatchObject({ state: expected, unknownState: null });
  });

  it.each(['INCREASED', 'UNEQUIVOCAL', 'STABLE'])('%s is not understood', (text) => {
    expect(state(text)).toMatchObject({ state: null, unknownState: text });
  });

  it('UNEQUIVOCAL of a new lesion says that it is one', () => {
    expect(state('UNEQUIVOCAL', { ...TARGET, TUORRES: 'NEW' })?.state).toBe('present');
    expect(state('UNEQUIVOCAL', { ...TARGET, TUORRES: 'NON-TARGET' })?.unknownState).toBe('UNEQUIVOCAL');
  });

  it('PRESENT says nothing beside a length, ABSENT does', () => {
    const length = tr('LDIAM', { TRORRES: '12', TRORRESU: 'mm' });
    expect(state('PRESENT', length)).toMatchObject({ state: null, unknownState: null });
    expect(state('ABSENT', length)?.state).toBe('absent');
    expect(state('PRESENT', { ...length, VISIT: 'WEEK 12' })?.state).toBe('present');
  });
});

describe('a lymph node state', () => {
  const state = (TRORRES: string, ...before: readonly Cells[]) => last(...before, tr('LNSTATE', { TRORRES }));
  const nonTarget = { ...NODE, TUORRES: 'NON-TARGET' };

  it('is of a node', () => {
    expect(state('PATHOLOGICAL')).toMatchObject({ isNode: true, state: 'present' });
  });

  it('says that a normal node is gone, but not of a target, whose length is asked for', () => {
    expect(state('NON-PATHOLOGICAL', nonTarget)?.state).toBe('absent');
    for (const before of [[NODE], []]) {
      expect(state('NON-PATHOLOGICAL', ...before)).toMatchObject({
        ...{ state: null, unknownState: 'NON-PATHOLOGICAL' },
      });
    }
  });

  it('says nothing beside a length', () => {
    const length = tr('LPERP', { TRORRES: '12', TRORRESU: 'mm' });
    expect(state('NON-PATHOLOGICAL', NODE, length)).toMatchObject({ state: null, unknownState: null });
  });

  it('may be not evaluable, or not understood', () => {
    expect(state('NOT EVALUABLE')?.state).toBe('not-evaluated');
    expect(state('LARGE')).toMatchObject({ state: null, unknownState: 'LARGE' });
  });
});

describe('another test of a lesion', () => {
  it('is kept as not understood', () => {
    expect(last(tr('NECROSIS', { TRORRES: 'Y' }))).toMatchObject({
      state: null,
      unknownState: 'NECROSIS: Y',
    });
    expect(last(tr('', { TRORRES: '12' }))?.unknownState).toBe('no TRTESTCD: 12');
  });
});
