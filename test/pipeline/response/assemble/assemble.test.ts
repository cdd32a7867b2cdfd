import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembled, blockersOf, codesOf, courseOf, fact, line, readingText, row } from './rows.js';

const NONE = { value: null, unit: null, axis: null } as const;

describe('Courses', () => {
  it('are by subject, then reader, in byte order; rows without a reader have one of their own', () => {
    const rows = [
      row({ subject: 'a' }),
      row({ subject: 'B', reader: 'R2' }),
      row({ subject: ' B ', reader: null }),
      row({ subject: 'B' }),
    ];
    const { courses, used, problems } = assembled(rows);
    expect(courses.map(({ subject, reader }) => `${subject} ${reader}`)).toEqual([
      'B R1',
      'B R2',
      'B unstated',
      'a R1',
    ]);
    expect([used, problems]).toEqual([4, []]);
  });

  it.each([
    ['S-1', 's-1'],
    ['S-1', 'S\u200b-1'],
    ['S-1', '\uff33-1'],
  ])('of %j and %j are blocked: they may be one subject', (one, other) => {
    const { courses, problems } = assembled([row({ subject: one }), row({ subject: other })]);
    expect(courses.map(({ blockers }) => blockers.length)).toEqual([1, 1]);
    expect(problems.map(({ code }) => code)).toEqual(['facts-conflict', 'facts-conflict']);
  });

  it('leave out rows without a subject, and tell', () => {
    const { courses, used, problems } = assembled([row(), row({ subject: ' ' }), row({ subject: null })]);
    expect([courses.length, used]).toEqual([1, 1]);
    expect(problems.map(({ code, actual }) => [code, actual])).toEqual([['subject-missing', '2']]);
  });

  it('have the site of the subject; two sites may be two people', () => {
    expect(courseOf([row({ site: '04' }), row({ site: null })]).site).toBe('04');
    const two = [row({ site: '04' }), row({ site: '05' })];
    expect([codesOf(two), blockersOf(two).length]).toEqual([['facts-conflict'], 1]);
  });

  it('are none of nothing', () => {
    expect(assembled([])).toEqual({ courses: [], problems: [], used: 0, dates: new Map() });
  });
});

describe('Facts', () => {
  const later = row({ visit: 'W8', value: '12' });

  it('with a state and a visit are readings: of the reader they name, else of every reader', () => {
    const gone = fact({ visit: 'W8', state: 'absent' });
    const rows = [row(), row({ reader: 'R2' }), row({ reader: 'R2', visit: 'W8', label: 'L2' })];
    const second = (...facts: Parameters<typeof assembled>[0]) =>
      assembled([...rows, ...facts]).courses.map(({ lesions }) => readingText(lesions[0]?.readings[1]));
    expect(second(gone)).toEqual(['absent', 'absent']);
    expect(second({ ...gone, reader: 'R2' })).toEqual(['none', 'absent']);
    expect(assembled([...rows, gone]).used).toBe(3);
  });

  it('fill what is not said', () => {
    const rows = [
      row(),
      row({ visit: 'W8', ...NONE }),
      fact({ visit: 'W8', value: '12', unit: 'mm', axis: 'long' }),
    ];
    expect(readingText(courseOf(rows).lesions[0]?.readings[1])).toBe('measured, long 12/-');
    const same = [
      row(),
      later,
      fact({ visit: 'W8', value: '1.2', unit: 'cm', axis: 'long', state: 'measured' }),
    ];
    expect(codesOf(same)).toEqual(['units-mixed']);
  });

  it.each([
    [{ state: 'absent' as const }],
    [{ state: 'not-evaluated' as const }],
    [{ value: '13', unit: 'mm', axis: 'long' as const }],
    [{ mergedInto: 'L2' }],
  ])('that contradict a row block the course: %j', (more) => {
    const rows = [row(), later, fact({ visit: 'W8', ...more })];
    expect(codesOf(rows)).toEqual(['facts-conflict']);
    expect(blockersOf(rows)).toHaveLength(1);
    expect(readingText(courseOf(rows).lesions[0]?.readings[1])).toBe('not-evaluated');
  });

  it.each([
    fact({ label: 'L9', role: 'new' }),
    fact({ label: 'l1', organ: 'liver' }),
    fact({ reader: 'R9', organ: 'lung' }),
    fact({ visit: 'W99', method: 'ct' }),
    fact({ label: null, organ: 'lung' }),
    fact({ state: 'absent' }),
    fact({ subject: 'S-99', organ: 'lung' }),
  ])('that fit nothing are told, and change nothing: %#', (unused) => {
    const { courses, problems } = assembled([row(), unused]);
    expect(problems.map(({ code }) => code)).toEqual(['fact-unused']);
    expect(courses).toEqual(assembled([row()]).courses);
  });

  it.each([line({ subject: 'S-99' }), line({ visit: 'BL', reader: 'R9' }), line({ visit: ' ' })])(
    'of visits that fit nothing are told: %#',
    (unused) => {
      expect(codesOf([row()], [unused])).toEqual(['fact-unused']);
      expect(courseOf([row()], [unused])).toEqual(courseOf([row()]));
    },
  );
});

describe('The order of rows', () => {
  const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
  const rows = fc.array(
    fc
      .record({
        ...{
          isFact: pick(false, false, false, true),
          line: fc.nat({ max: 99 }),
          reader: pick('R1', 'R2', null),
        },
        ...{
          visit: pick('BL', 'W8', 'w8', null),
          label: pick('L1', 'l1', 'L2', null),
          uid: pick('1', '2', undefined),
        },
        ...{ date: pick('2024-01-01', '2024-02-26', null), studyUID: pick('1.2', '1.3', null) },
        ...{
          value: pick('20', '21', '0', 'x', null),
          recomputed: pick('19', null),
          unit: pick('mm', 'cm', null),
        },
        ...{
          axis: pick('long', 'short', null),
          state: pick('absent', null, null),
          role: pick('target', 'new', null),
        },
        ...{
          organ: pick('lung', 'lymph node', 'odd', null),
          method: pick('ct', 'mri', null),
          why: pick('blur', null),
        },
        ...{ day: pick(0, 56, null), isUnnamedAxis: fc.boolean(), unknownState: pick('odd', null, null) },
      })
      .map(({ uid, line: at, ...one }) => {
        const make = one.isFact ? fact : row;
        return make({ ...one, ...(uid && { uid }), at: { source: 1, line: at } } as Parameters<
          typeof row
        >[0]);
      }),
    { maxLength: 12 },
  );

  it('changes nothing', () => {
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(assembled(other)).toEqual(assembled(all));
      }),
      { numRuns: 200 },
    );
  });

  it('changes nothing either where rows are told twice', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const once = assembled(all.filter(({ keys }) => keys.label !== null));
        const twice = assembled([...all, ...all].filter(({ keys }) => keys.label !== null));
        expect(twice.courses.map(({ lesions }) => lesions)).toEqual(
          once.courses.map(({ lesions }) => lesions),
        );
      }),
    );
  });

  it('leaves no row unaccounted for: it is used, told of, or before baseline', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { used, problems } = assembled(all);
        if (problems.length === 0) expect(used).toBe(all.filter(({ isFact }) => !isFact).length);
        expect(used).toBeLessThanOrEqual(all.length);
      }),
    );
  });
});
