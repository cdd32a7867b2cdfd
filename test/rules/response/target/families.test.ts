import { describe, expect, it } from 'vitest';
import { familiesOf } from '../../../../src/rules/response/target/families.js';
import { lesion } from '../courses.js';

const said = [20];

function names(...sketches: Parameters<typeof lesion>[0][]) {
  return familiesOf(sketches.map(lesion)).map(({ root, fragments, fault }) => ({
    root: root.label,
    fragments: fragments.map(({ label }) => label),
    fault,
  }));
}

describe('target lesions and their fragments', () => {
  it('leave non-target and new lesions out', () => {
    const found = names(
      { label: 'T1', said },
      { label: 'N1', said, role: 'non-target' },
      { label: 'X1', said, role: 'new' },
    );
    expect(found).toEqual([{ root: 'T1', fragments: [], fault: null }]);
  });

  it('hold a fragment once, with its parent, whatever its role and however often it split', () => {
    const found = names(
      { label: 'T1a', said, splitFrom: 'T1' },
      { label: 'T1', said },
      { label: 'T1b', said, splitFrom: 'T1', role: 'new' },
      { label: 'T1c', said, splitFrom: 'T1b', role: 'non-target' },
      { label: 'T2', said },
    );
    expect(found).toEqual([
      { root: 'T1', fragments: ['T1a', 'T1b', 'T1c'], fault: null },
      { root: 'T2', fragments: [], fault: null },
    ]);
  });

  it('keep a target whose parent is not there, is no target or goes round in a circle, and say so', () => {
    const found = names(
      { label: 'N1', said, role: 'non-target' },
      { label: 'T1', said, splitFrom: 'T9' },
      { label: 'T2', said, splitFrom: 'N1' },
      { label: 'T3', said, splitFrom: 'T4' },
      { label: 'T4', said, splitFrom: 'T3' },
      { label: 'T5', said, splitFrom: 'T5' },
    );
    expect(found.map(({ root, fault }) => [root, fault])).toEqual([
      ['T1', 'split from T9, which is not among the lesions'],
      ['T2', 'split from N1, which is no target lesion'],
      ['T3', 'split from T3 in a circle'],
      ['T4', 'split from T4 in a circle'],
      ['T5', 'split from T5 in a circle'],
    ]);
  });
});
