import { describe, expect, it } from 'vitest';
import { course } from '../courses.js';
import { found, problemsOf, seen } from './problems-of.js';

const CT = seen('ct', { long: 20 });
const MRI = seen('mri', { long: 20 });

describe('slices', () => {
  it('are told once a lesion where their thickness is unknown, by CT and MRI only', () => {
    const unknown = seen('ct', { long: 20 }, null);
    expect(problemsOf(course([{ label: 'T1', said: [CT, unknown, CT, unknown] }]))).toEqual([
      {
        ...{ subject: 'S-01', reader: 'R1', visit: 'V1', lesion: 'T1', code: 'slice-thickness-unknown' },
        detail: 'how thick the slices are is not known at V1, V3',
        ...{ expected: 'a slice thickness', source: 'Eisenhauer 2009, 3.1.1 and 3.2.2' },
      },
    ]);
    const mri = seen('mri', { long: 20 }, null);
    expect(found({ label: 'T1', said: [MRI, mri] })).toEqual(['slice-thickness-unknown T1 @V1']);
    const clinical = seen('clinical', { long: 20 }, null);
    expect(found({ label: 'T1', said: [clinical, clinical] })).toEqual([]);
  });

  it('do not matter without a length', () => {
    const without = { state: 'absent', method: 'ct', diameters: [] } as const;
    const unknown = { ...seen('ct', {}, null), ...without };
    expect(found({ label: 'T1', said: [CT, unknown, { ...unknown, state: 'too-small' }] })).toEqual([]);
  });

  it('matter of a measured non-target, but of no new lesion', () => {
    const other = { label: 'T1', said: [CT] };
    const unknown = seen('ct', { long: 8 }, null);
    const non = { label: 'N1', role: 'non-target' } as const;
    expect(found(other, { ...non, said: ['present', unknown] })).toEqual(['slice-thickness-unknown N1 @V1']);
    expect(found(other, { ...non, role: 'new', said: [null, unknown] })).toEqual([]);
  });
});
