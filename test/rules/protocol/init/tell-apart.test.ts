import { describe, expect, it } from 'vitest';
import { tellApart } from '../../../../src/rules/protocol/init/tell-apart.js';
import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import { asItIs, viewOf } from './views.js';

function conditions(own: RawTest['header'], ...others: readonly RawTest['header'][]) {
  const { conditions: found, alike } = tellApart([viewOf(own)], others.map(viewOf), asItIs);
  return { match: Object.fromEntries(found.map(({ name, raw }) => [name, raw])), alike: alike.length };
}

describe('a series among others', () => {
  it('is known by modality and description, and no more where that is enough', () => {
    const { match, alike } = conditions({ SeriesDescription: 't1 3' }, { SeriesDescription: 't2' });
    expect(match).toEqual({ Modality: 'MR', SeriesDescription: '/^t1[\\s_-]*\\d+$/i' });
    expect(alike).toBe(0);
  });

  it('of another modality needs nothing more', () => {
    expect(conditions({ EchoTime: '3 ms' }, { Modality: 'CT' })).toEqual({
      match: { Modality: 'MR' },
      alike: 0,
    });
  });

  it('is known by its number where only that differs', () => {
    const { match } = conditions({ SeriesDescription: 'run 1' }, { SeriesDescription: 'run 2' });
    expect(match.SeriesDescription).toBe('/^run[\\s_-]*1$/i');
  });

  it('is known by values of Image Type that others lack, or by the absence of theirs', () => {
    const magnitude = { SeriesDescription: 'fm', ImageType: ['ORIGINAL', 'PRIMARY', 'M'] };
    const phase = { SeriesDescription: 'fm', ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'P'] };
    expect(conditions(phase, magnitude).match.ImageType).toEqual({ contains: ['P'] });
    expect(conditions(magnitude, phase).match.ImageType).toEqual({ each: { noneOf: ['P'] } });
  });

  it('has bounds half-way to its neighbours, so that a deviation is told as one', () => {
    const { match, alike } = conditions({ EchoTime: '5 ms' }, { EchoTime: '3 ms' }, { EchoTime: '9 ms' });
    expect(match.EchoTime).toEqual({ min: '4 ms', max: '7 ms' });
    expect(alike).toBe(0);
  });

  it('is known by what it alone has, or alone lacks', () => {
    expect(conditions({ InversionTime: '900 ms' }, {}).match.InversionTime).toEqual({ present: true });
    expect(conditions({}, { InversionTime: '900 ms' }).match.InversionTime).toEqual({ present: false });
  });

  it('is known by a term', () => {
    expect(conditions({ orientation: 'axial' }, { orientation: 'sagittal' }).match.orientation).toEqual({
      oneOf: ['axial'],
    });
    expect(conditions({ isDiffusion: true }, { isDiffusion: false }).match.isDiffusion).toBe(true);
  });

  it('is never known by a text in which somebody is named', () => {
    const clean = (text: string): string => text.replace(/quincy/gi, '***');
    const told = (own: RawTest['header'], other: RawTest['header']) =>
      tellApart([viewOf(own)], [viewOf(other)], clean).conditions.map(({ name }) => name);
    expect(told({ ScanOptions: 'QUINCY' }, { ScanOptions: 'FS' })).toEqual(['Modality']);
    expect(told({ ImageType: ['ORIGINAL', 'QUINCY'] }, { ImageType: ['ORIGINAL'] })).toEqual(['Modality']);
    expect(told({ ImageType: ['ORIGINAL'] }, { ImageType: ['ORIGINAL', 'QUINCY'] })).toEqual(['Modality']);
  });

  it('that nothing sets apart is alike', () => {
    const same = { SeriesDescription: 't1', EchoTime: '3 ms' };
    expect(conditions(same, same).alike).toBe(1);
  });

  it('of several scanners is known by any of its descriptions', () => {
    const own = ['t1 sag', 'Sag T1'].map((SeriesDescription) => viewOf({ SeriesDescription }));
    const [, description] = tellApart(own, [], asItIs).conditions;
    expect(description?.raw).toBe('/^(?:t1[\\s_-]*sag|Sag[\\s_-]*T1)$/i');
    expect(own.every((view) => description?.holds(view))).toBe(true);
  });
});
