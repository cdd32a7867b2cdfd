import { describe, expect, it } from 'vitest';
import { settle, unsettledOf, weigh } from '../../../../src/rules/protocol/evaluate/condition.js';
import { condition, constraint, equals, matches, quantity, series } from './views.js';

const MR_ECHO = condition({ Modality: 'MR', EchoTime: 3 });

describe('a condition', () => {
  it('holds when every term passes for every instance', () => {
    const view = series([
      { Modality: 'MR', EchoTime: 3 },
      { Modality: 'MR', EchoTime: 3 },
    ]);
    expect(weigh(MR_ECHO, view)).toEqual({
      holds: 'yes',
      score: 1,
      terms: [
        { quantity: 'Modality', holds: 'yes', expected: 'as asked', actual: 'MR' },
        { quantity: 'EchoTime', holds: 'yes', expected: 'as asked', actual: '3' },
      ],
    });
  });

  it('does not hold when one instance deviates, and shows its value', () => {
    const view = series([
      { Modality: 'MR', EchoTime: 3 },
      { Modality: 'MR', EchoTime: 4 },
    ]);
    expect(weigh(MR_ECHO, view)).toMatchObject({
      holds: 'no',
      score: 0.5,
      terms: [{ holds: 'yes' }, { holds: 'no', actual: '4' }],
    });
  });

  it('is unknown where a value is absent, and names what it depends on', () => {
    const weighed = weigh(MR_ECHO, series([{ Modality: 'MR' }]));
    expect(weighed).toMatchObject({ holds: 'unknown', score: 0.5 });
    expect(weighed.terms[1]).toEqual({ quantity: 'EchoTime', holds: 'unknown', expected: 'as asked' });
    expect(unsettledOf(weighed.terms)).toEqual(['EchoTime']);
  });

  it('does not hold where one term fails, whatever is unknown besides', () => {
    expect(weigh(MR_ECHO, series([{ Modality: 'CT' }]))).toMatchObject({ holds: 'no', score: 0 });
  });

  it('weighs its terms', () => {
    const heavy = {
      terms: [...condition({ Modality: 'MR' }, 3).terms, ...condition({ EchoTime: 3 }, 1).terms],
    };
    expect(weigh(heavy, series([{ Modality: 'MR', EchoTime: 9 }])).score).toBe(0.75);
    expect(weigh(heavy, series([{ Modality: 'CT', EchoTime: 3 }])).score).toBe(0.25);
  });

  it('holds off the target, too', () => {
    const target = constraint(quantity('EchoTime'), [{ kind: 'target', bounds: { max: 2 } }]);
    expect(weigh({ terms: [{ constraint: target, weight: 1 }] }, series([{ EchoTime: 3 }])).holds).toBe(
      'yes',
    );
  });

  it('without terms holds nowhere', () => {
    expect(weigh({ terms: [] }, series([{}]))).toEqual({ holds: 'unknown', score: 0, terms: [] });
  });

  it('whose terms weigh nothing does not hold for want of weight', () => {
    expect(weigh(condition({ Modality: 'MR' }, 0), series([{ Modality: 'CT' }]))).toMatchObject({
      holds: 'no',
      score: 0,
    });
  });

  it('matches a description', () => {
    const term = constraint(quantity('SeriesDescription', { type: 'text' }), [matches('(?i)mprage')]);
    const all = { terms: [{ constraint: term, weight: 1 }] };
    expect(weigh(all, series([{ SeriesDescription: 'sag MPRAGE' }])).holds).toBe('yes');
    expect(weigh(all, series([{ SeriesDescription: 'ax t2' }])).holds).toBe('no');
    expect(weigh(all, series([{ SeriesDescription: null }])).holds).toBe('unknown');
  });
});

describe('the order of software versions', () => {
  const version = constraint(quantity('SoftwareVersions', { type: 'text', multi: true }), [
    {
      kind: 'version',
      comparison: '>=',
      version: { family: 'siemens', parts: [5, 30], text: 'XA30' },
      text: 'XA30',
    },
  ]);
  const newer = { terms: [{ constraint: version, weight: 1 }] };

  it('is unknown where the maker is none whose order is known', () => {
    const view = series([{ SoftwareVersions: '1.2.3' }], { header: { manufacturer: 'Nobody' } });
    expect(weigh(newer, view).holds).toBe('unknown');
  });

  it('is that of the maker that all headers name', () => {
    const two = [{ manufacturer: 'SIEMENS' }, { manufacturer: 'GE MEDICAL SYSTEMS' }].map(
      (more) => series([{}], { header: more }).headers[0] as never,
    );
    const mixed = series([{ SoftwareVersions: 'no version' }], { headers: two });
    expect(weigh(newer, mixed).holds).toBe('unknown');
  });

  it('cannot be told where nothing states a value', () => {
    const nothing = constraint({ ...quantity('X'), samples: () => [] }, [equals(1)]);
    expect(weigh({ terms: [{ constraint: nothing, weight: 1 }] }, series([{}])).holds).toBe('unknown');
  });
});

describe('a condition that something depends on', () => {
  const settled = (...echoes: (number | undefined)[]) =>
    settle(MR_ECHO, series(echoes.map((EchoTime) => ({ Modality: 'MR', ...(EchoTime && { EchoTime }) }))))
      .holds;

  it('holds when it does for every instance, and does not when it does for none', () => {
    expect(settled(3, 3)).toBe('yes');
    expect(settled(4, 4)).toBe('no');
    expect(settled(4, 5)).toBe('no');
  });

  it('is unknown where it holds for some instances only, or cannot be told of some', () => {
    expect(settled(3, 4)).toBe('unknown');
    expect(settled(3, undefined)).toBe('unknown');
    expect(settled(4, undefined)).toBe('unknown');
  });

  it('does not hold where another term holds for no instance', () => {
    expect(
      settle(
        MR_ECHO,
        series([
          { Modality: 'CT', EchoTime: 3 },
          { Modality: 'CT', EchoTime: 4 },
        ]),
      ).holds,
    ).toBe('no');
  });
});
