import { describe, expect, it } from 'vitest';
import type { LesionReading } from '../../../../src/rules/response/course.js';
import type { LesionState } from '../../../../src/rules/response/words.js';
import { course } from '../courses.js';
import { found, problemsOf, seen } from './problems-of.js';

const CT = seen('ct', { long: 20 });
const MRI = seen('mri', { long: 20 });
const UNKNOWN = seen(null, { long: 20 });

function state(of: LesionState, method: LesionReading['method'] | null): Omit<LesionReading, 'visit'> {
  return { ...seen(method, {}), state: of };
}

describe('methods over time', () => {
  it('are fine where they are those of baseline', () => {
    expect(found({ label: 'T1', said: [MRI, MRI, state('absent', 'mri')] })).toEqual([]);
  });

  it('are told at every visit at which they differ from baseline', () => {
    const problems = problemsOf(course([{ label: 'T1', said: [CT, MRI, CT, MRI] }]));
    expect(problems.map(({ visit }) => visit)).toEqual(['V1', 'V3']);
    expect(problems[0]).toEqual({
      ...{ subject: 'S-01', reader: 'R1', visit: 'V1', lesion: 'T1', code: 'method-changed' },
      ...{ detail: 'MRI, but CT at BL', expected: 'CT', actual: 'MRI', source: 'Eisenhauer 2009, 3.2.2' },
    });
  });

  it.each(['absent', 'too-small'] as const)('are told of a lesion that is %s: that is a value, too', (of) => {
    expect(found({ label: 'T1', said: [CT, state(of, 'ultrasound')] })).toEqual(['method-changed T1 @V1']);
    expect(found({ label: 'T1', said: [CT, state(of, null)] })).toEqual(['method-unknown T1 @V1']);
  });

  it.each(['not-evaluated', 'present'] as const)('do not matter where there is no value: %s', (of) => {
    expect(found({ label: 'T1', said: [CT, state(of, 'mri')] })).toEqual([]);
    expect(found({ label: 'T1', said: [CT, state(of, null)] })).toEqual([]);
  });

  it('do not matter of a lesion that is part of another', () => {
    const merged = { ...state('merged', 'mri'), mergedInto: 'T2' };
    expect(found({ label: 'T1', said: [CT, merged] }, { label: 'T2', said: [CT, CT] })).toEqual([]);
  });

  it('are told once a lesion where they are unknown, at the first such visit', () => {
    const problems = problemsOf(course([{ label: 'T1', said: [CT, UNKNOWN, CT, UNKNOWN] }]));
    expect(problems).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'V1', lesion: 'T1', code: 'method-unknown' },
        detail: 'by what method it was seen is not known at V1, V3',
        ...{ expected: 'a method, the same at every visit', source: 'Eisenhauer 2009, 3.2.2' },
      },
    ]);
  });

  it('are those of the first visit that is known where baseline is unknown', () => {
    expect(found({ label: 'T1', said: [UNKNOWN, CT, MRI] })).toEqual([
      'method-unknown T1 @BL',
      'method-changed T1 @V2',
    ]);
  });

  it('matter of a non-target only where it is measured, and of no new lesion', () => {
    const other = { label: 'T1', said: [CT] };
    const small = seen('ct', { long: 8 });
    const non = { label: 'N1', role: 'non-target' } as const;
    const byMri = seen('mri', { long: 8 });
    expect(found(other, { ...non, said: [small, byMri] })).toEqual(['method-changed N1 @V1']);
    expect(found(other, { ...non, said: [small, state('absent', 'mri')] })).toEqual([
      'method-changed N1 @V1',
    ]);
    expect(found(other, { ...non, said: [state('present', 'ct'), state('absent', 'mri')] })).toEqual([]);
    expect(found(other, { ...non, role: 'new', said: [null, small, byMri] })).toEqual([]);
  });

  it('are of a fragment those of the lesion that it comes from, at its baseline', () => {
    const parent = { label: 'T1', said: [CT, CT] };
    const fragment = { label: 'F1', splitFrom: 'T1' };
    const grandchild = { label: 'F2', splitFrom: 'F1', role: 'new' } as const;
    expect(found(parent, { ...fragment, said: [null, CT] })).toEqual([]);
    expect(found(parent, { ...fragment, said: [null, MRI] })).toEqual(['method-changed F1 @V1']);
    expect(found(parent, { ...fragment, said: [null, CT] }, { ...grandchild, said: [null, MRI] })).toEqual([
      'method-changed F2 @V1',
    ]);
  });
});
