import { describe, expect, it } from 'vitest';
import { responded } from '../../pipeline/response/responded.js';
import { type Records, RS, sdtmFiles, TR, TU } from './sdtm.js';

const given = (more: Readonly<Record<string, Records>> = {}) =>
  responded(sdtmFiles({ tu: TU, tr: TR, rs: RS, ...more }));

/** The same records with other text in those that hold all of these. */
const changed = (records: Records, holding: readonly string[], from: string, to: string): Records =>
  records.map((cells) =>
    holding.every((text) => cells.includes(text)) ? cells.map((cell) => (cell === from ? to : cell)) : cells,
  );

describe('TU, TR and RS as three files', () => {
  it('are sums and answers as they are worked out by hand', async () => {
    const { responses, best, summary } = await given();
    expect(
      responses.map(({ visit, day, sumMm, nadirSumMm, nadirVisit, ...row }) => [
        ...[visit, day, sumMm, nadirSumMm, nadirVisit],
        ...[row.target, row.nonTarget, row.newLesion, row.overall, row.missing],
      ]),
    ).toEqual([
      ['BASELINE', 0, '93', null, null, null, null, null, null, []],
      ['WEEK 8', 56, '52', '93', 'BASELINE', 'PR', 'NON-CR/NON-PD', 'NO', 'PR', []],
      ['WEEK 16', 112, null, '52', 'WEEK 8', 'NE', 'NON-CR/NON-PD', 'NO', 'NE', ['T04']],
      ['WEEK 24', 168, '56', '52', 'WEEK 8', 'PR', 'NON-CR/NON-PD', 'NO', 'PR', []],
      ['WEEK 32', 224, '58', '52', 'WEEK 8', 'PR', 'NON-CR/NON-PD', 'YES', 'PD', []],
    ]);
    expect(best).toMatchObject([
      { response: 'PR', visit: 'WEEK 8', progressionVisit: 'WEEK 32', durationOfResponseDays: 168 },
    ]);
    expect(summary).toMatchObject({ courses: 1, lesions: 8, timePoints: 4, evaluable: 3, notEvaluable: 1 });
  });

  it('are lesions by their axes, too small, not done, split, merged and new', async () => {
    const { lesions } = await given();
    const cells = (label: string) =>
      lesions
        .filter(({ lesion }) => lesion === label)
        .map(({ visit, axis, state, mm, note }) => [visit, axis, state, mm, note]);
    expect(cells('T01')).toEqual([
      ['BASELINE', 'long', 'measured', '30', null],
      ['WEEK 8', 'long', 'measured', '20', null],
      ['WEEK 16', null, 'measured', '15', 'fragments are added: T01.1 8 mm + T01.2 7 mm'],
      ['WEEK 24', null, 'measured', '17', 'fragments are added: T01.1 9 mm + T01.2 8 mm'],
      ['WEEK 32', null, 'measured', '17', 'fragments are added: T01.1 9 mm + T01.2 8 mm'],
    ]);
    expect(cells('T02').map(([, axis, , mm]) => [axis, mm])).toEqual(
      ['18', '12', '8', '9', '9'].map((mm) => ['short', mm]),
    );
    const tooSmall = ['too-small', '5', 'too small to measure: 5 mm'];
    expect(cells('T03').map(([, , ...cell]) => cell)).toEqual([
      ['measured', '25', null],
      ...[tooSmall, tooSmall],
      ['measured', '30', null],
      ['measured', '32', null],
    ]);
    // A merger is told once, and goes on.
    expect(cells('T04').map(([, , ...cell]) => cell)).toEqual([
      ['measured', '20', null],
      ['measured', '15', null],
      ['not-evaluated', null, 'not in the field of view'],
      ['merged', '0', 'merged into T03'],
      ['merged', '0', 'merged into T03'],
    ]);
    expect(cells('NEW01')).toEqual([['WEEK 32', null, 'present', null, null]]);
    const kinds = new Map(lesions.map(({ lesion, role, isNode, organ }) => [lesion, [role, isNode, organ]]));
    expect(Object.fromEntries(kinds)).toEqual({
      ...{ T01: ['target', false, 'lung'], 'T01.1': ['target', false, 'lung'] },
      ...{ 'T01.2': ['target', false, 'lung'], T02: ['target', true, 'lymph nodes'] },
      ...{ T03: ['target', false, 'liver'], T04: ['target', false, 'liver'] },
      ...{ NT01: ['non-target', false, 'bone'], NEW01: ['new', false, 'brain'] },
    });
  });

  it('state what the criteria give, and a record that says otherwise is found', async () => {
    const { stated, findings } = await given();
    expect(stated.map(({ agrees }) => agrees)).toEqual(Array(17).fill(true));
    expect(findings.filter(({ code }) => code.startsWith('response-stated'))).toEqual([]);
    const rs = changed(RS, ['WEEK 24', 'OVRLRESP'], 'PR', 'SD');
    const other = await given({ rs });
    expect(other.verdict).toBe('fail');
    expect(other.stated.filter(({ agrees }) => !agrees)).toEqual([
      {
        ...{ subject: 'S-01', reader: 'READER 1', visit: 'WEEK 24', of: 'overall' },
        ...{ stated: 'SD', found: 'PR', agrees: false },
      },
    ]);
    const [told, ...others] = other.findings.filter(({ code }) => code.startsWith('response-stated'));
    expect([told?.code, told?.expected, told?.actual, others]).toEqual([
      ...['response-stated-otherwise', 'PR', 'SD', []],
    ]);
  });

  it('name what is wrong or left out: nothing is green that is not known', async () => {
    const { findings, verdict } = await given();
    const count = (code: string) => findings.filter((one) => one.code === code).length;
    expect(verdict).toBe('not-evaluable');
    expect(
      ['rows-ignored', 'not-evaluable', 'nadir-uncertain'].map((code) => count(`response-${code}`)),
    ).toEqual([1, 1, 1]);
    // SDTM has no slice thickness; every target and fragment is asked for it.
    expect(count('response-slice-thickness-unknown')).toBe(6);
    // Without TU nobody says which lesion is a node, nor what split or merged.
    const alone = await responded(sdtmFiles({ tr: TR }));
    expect(alone.verdict).toBe('fail');
    expect(alone.best.map(({ response }) => response)).not.toContain('CR');
  });

  it.each<[string, Records, Records, string]>([
    ['a length below zero', TU, changed(TR, ['T01', 'WEEK 8'], '20', '-20'), 'value-negative'],
    [
      'a length that is no number',
      TU,
      changed(TR, ['T01', 'WEEK 8'], '20', 'about 20'),
      'value-not-a-number',
    ],
    ['a unit that is none of length', TU, changed(TR, ['T01', 'WEEK 8'], 'mm', 'kg'), 'unit-unknown'],
    ['a role that is none', changed(TU, ['T01', 'BASELINE'], 'TARGET', 'TARGIT'), TR, 'role-unknown'],
    ['an organ that is none', changed(TU, ['T01', 'BASELINE'], 'LUNG', 'XYZ'), TR, 'organ-unknown'],
    ['a record that stands twice with another length', TU, [...TR, twice()], 'lesion-duplicate'],
  ])('names %s', async (_, tu, tr, code) => {
    const { findings, verdict } = await given({ tu, tr });
    expect(findings.map((one) => one.code)).toContain(`response-${code}`);
    expect(verdict).not.toBe('pass');
  });

  it('are the same in any order of files and lines', async () => {
    const expected = await given();
    const turned = ([titles = [], ...lines]: Records): Records => [titles, ...lines.toReversed()];
    const other = await responded(sdtmFiles({ rs: turned(RS), tr: turned(TR), tu: turned(TU) }));
    expect([other.responses, other.best, other.lesions]).toEqual([
      ...[expected.responses, expected.best, expected.lesions],
    ]);
  });
});

function twice(): readonly string[] {
  const line = TR.find((cells) => cells.includes('T01') && cells.includes('WEEK 8')) ?? [];
  return line.map((cell) => (cell === '20' ? '21' : cell));
}
