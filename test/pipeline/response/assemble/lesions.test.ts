import { describe, expect, it } from 'vitest';
import { assembled, blockersOf, codesOf, courseOf, fact, row } from './rows.js';

const W8 = { visit: 'W8' };
const labels = (rows: Parameters<typeof courseOf>[0]) => courseOf(rows).lesions.map(({ label }) => label);

describe('A lesion', () => {
  it('is tied over visits by any name that two rows share', () => {
    const rows = [
      row({ uid: '1.1' }),
      row({ ...W8, label: null, uid: '1.1', id: 'T' }),
      row({ visit: 'W16', label: null, id: 'T' }),
    ];
    expect(courseOf(rows).lesions.map(({ label, readings }) => [label, readings.length])).toEqual([
      ['L1', 3],
    ]);
    expect(codesOf(rows)).toEqual([]);
  });

  it('is called by its label, else its tracking ID, else its UID', () => {
    expect(labels([row({ id: 'T', uid: '1.1' })])).toEqual(['L1']);
    expect(labels([row({ label: ' ', id: 'T', uid: '1.1' })])).toEqual(['T']);
    expect(labels([row({ label: null, uid: '1.1' })])).toEqual(['1.1']);
  });

  it('of one tracking UID may change its label', () => {
    expect(labels([row({ uid: '1.1' }), row({ ...W8, label: 'A', uid: '1.1' })])).toEqual(['A']);
  });

  it.each([
    ['UIDs', [row({ uid: '1.1' }), row({ ...W8, uid: '1.2' })]],
    ['IDs', [row({ id: 'A' }), row({ ...W8, id: 'B' })]],
    ['IDs beside one UID', [row({ uid: '1.1', id: 'A' }), row({ ...W8, id: 'B' })]],
    ['cases', [row(), row({ ...W8, label: 'l1' })]],
    ['kinds of name', [row(), row({ ...W8, label: null, id: 'L1' })]],
  ])('is ambiguous by different %s: it is left out, and blocks', (_, rows) => {
    const { courses, problems, used } = assembled(rows);
    expect(problems.map(({ code }) => code)).toEqual(['lesion-ambiguous']);
    expect([courses[0]?.lesions, courses[0]?.blockers.length, used]).toEqual([[], 1, 0]);
  });

  it('is not ambiguous by case where tracking UIDs tell it from the other', () => {
    expect(codesOf([row({ uid: '1.1' }), row({ label: 'l1', uid: '1.2' })])).toEqual([]);
  });

  it('of another reader is another lesion', () => {
    const { courses, problems } = assembled([row({ uid: '1.1' }), row({ uid: '1.2', reader: 'R2' })]);
    expect(courses.map(({ lesions }) => lesions.length)).toEqual([1, 1]);
    expect(problems).toEqual([]);
  });

  it('without a name blocks, unless one fact of its visit names it', () => {
    const nameless = row({ ...W8, label: null, studyUID: '1.2' });
    expect(codesOf([row(), nameless])).toEqual(['lesion-unnamed']);
    expect(blockersOf([row(), nameless])).toEqual(['without the name of a lesion: line 2 of sources[1]']);
    const byStudy = fact({ studyUID: '1.2' });
    expect(courseOf([row(), nameless, byStudy]).lesions[0]?.readings).toHaveLength(2);
    expect(codesOf([row(), nameless, byStudy])).toEqual([]);
    expect(codesOf([row(), nameless, byStudy, fact({ ...W8, label: 'L2' })])).toContain('lesion-unnamed');
    expect(codesOf([row(), nameless, nameless, byStudy])).toContain('lesion-unnamed');
    expect(codesOf([row(), row(W8), nameless, byStudy])).toContain('lesion-unnamed');
  });
});

describe('The role of a lesion', () => {
  it('may be said at one visit, or by a fact', () => {
    expect(courseOf([row(), row({ ...W8, role: null })]).lesions[0]?.role).toBe('target');
    expect(courseOf([row({ role: null }), fact({ role: 'new' })]).lesions[0]?.role).toBe('new');
  });

  it.each([
    ['role-missing', [row({ role: null })]],
    ['role-missing', [row({ ...W8, role: null })]],
    ['role-unknown', [row({ role: null, unknownRole: 'index' })]],
    ['role-unknown', [row(), row({ ...W8, role: null, unknownRole: 'index' })]],
    ['facts-conflict', [row(), row({ ...W8, role: 'non-target' })]],
    ['facts-conflict', [row(), fact({ role: 'new' })]],
  ])('is not guessed: %s', (code, rows) => {
    const { courses, problems } = assembled([row({ label: 'L0' }), ...rows]);
    expect(problems.map((one) => [one.code, one.lesion])).toEqual([[code, 'L1']]);
    expect(courses[0]?.lesions.map(({ label }) => label)).toEqual(['L0']);
    expect(courses[0]?.blockers).toHaveLength(1);
  });

  it('in unknown words is what a fact says it is', () => {
    const rows = [row({ role: null, unknownRole: 'index' }), fact({ role: 'target' })];
    expect(codesOf(rows)).toEqual([]);
    expect(courseOf(rows).lesions[0]?.role).toBe('target');
  });
});

describe('The site of a lesion', () => {
  const site = (more: Parameters<typeof row>[0]) => {
    const { isNode, organ } = courseOf([row({ organ: null, ...more })]).lesions[0] ?? {};
    return [isNode, organ, ...codesOf([row({ organ: null, ...more })])];
  };

  it.each([
    [{ organ: ' Left Lung ' }, [false, 'lung']],
    [{ organ: 'Lymph node' }, [true, 'lymph nodes']],
    [{ organCodes: ['SCT:10200004'], organ: 'lung' }, [false, 'liver']],
    [{ organCodes: ['SCT:1', 'SCT:59441001', 'SCT:39607008'] }, [true, 'lymph nodes']],
    [{ organCodes: ['SCT:1'], organ: 'lung' }, [false, 'lung']],
    [{ isNode: true, organ: 'lung' }, [true, 'lymph nodes']],
    [{ isNode: true }, [true, 'lymph nodes']],
    [{ isNode: false, organ: 'lung' }, [false, 'lung']],
    [{ isNode: false }, [false, undefined, 'organ-missing']],
    [{ isNode: false, organ: 'axis' }, [false, undefined, 'organ-unknown']],
    [{}, [undefined, undefined, 'node-unknown', 'organ-missing']],
    [{ organ: 'axis' }, [undefined, undefined, 'node-unknown', 'organ-unknown']],
    [{ role: 'non-target' as const }, [undefined, undefined, 'node-unknown']],
    [{ role: 'non-target' as const, isNode: false, organ: 'axis' }, [false, undefined]],
    [{ organCodes: ['SCT:39607008', 'SCT:10200004'] }, [undefined, undefined, 'facts-conflict']],
  ])('%j is %j', (more, expected) => {
    expect(site(more)).toEqual(expected);
  });

  it.each([
    [[row(), fact({ organ: 'liver' })]],
    [[row(), fact({ isNode: true }), fact({ isNode: false })]],
    [[row({ organ: 'lymph node' }), fact({ isNode: false })]],
    [[row({ isMeasurable: true }), fact({ isMeasurable: false })]],
    [[row({ splitFrom: 'A' }), fact({ splitFrom: 'B' })]],
  ])('said differently blocks: %#', (rows) => {
    expect(codesOf(rows)).toEqual(['facts-conflict']);
    expect(blockersOf(rows)).toHaveLength(1);
  });

  it('is filled by facts, in whatever name they know the lesion or its parent', () => {
    const rows = [row({ uid: '1.1', organ: null }), row({ label: 'L2', id: 'T2' })];
    const facts = [fact({ label: null, uid: '1.1', organ: 'liver', splitFrom: 'T2', isMeasurable: false })];
    expect(courseOf([...rows, ...facts]).lesions[0]).toMatchObject({
      ...{ label: 'L1', organ: 'liver', isNode: false, splitFrom: 'L2', isMeasurable: false },
    });
  });
});
