import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../../src/identity/trial/trial.js';
import { deliveriesOf, emptyPlaces, refuseMissing } from '../../../src/pipeline/run/deliveries.js';
import { folder } from './run-lab.js';

const trialOf = (...ids: string[]) => ({ sites: ids.map((id) => ({ id })) }) as unknown as Trial;
const TRIAL = trialOf('01', '02');
let at: string;
beforeEach(() => {
  at = folder();
});

const path = (...parts: string[]) => join(at, ...parts);
const make = (...names: string[]) => {
  for (const name of names) mkdirSync(path(name), { recursive: true });
};
const asked = (inputs: string[], site?: string, trial = TRIAL) =>
  deliveriesOf({ inputs, each: false, ...(site !== undefined && { site }) }, trial);
const each = (inputs: string[]) => deliveriesOf({ inputs, each: true, site: '01' }, TRIAL);

describe('deliveries', () => {
  it('are the paths, numbered in their order, absolute', () => {
    make('b', 'a');
    expect(asked([path('b'), `${path('a')}/`], '02')).toEqual([
      { number: 1, input: path('b'), paths: [path('b')], site: '02' },
      { number: 2, input: path('a'), paths: [path('a')], site: '02' },
    ]);
  });

  it('say their own site before the path, which wins over --site', () => {
    make('a');
    const found = asked([`02=${path('a')}`, path('a')], '01');
    expect(found.map(({ site, input }) => [site, input])).toEqual([
      ['02', path('a')],
      ['01', path('a')],
    ]);
  });

  it('need no site where the trial has one', () => {
    expect(asked([path('a')], undefined, trialOf('07'))[0]?.site).toBe('07');
    expect(() => asked([path('a')])).toThrow(expect.objectContaining({ code: 'site-needed' }));
  });

  it('take a folder that has such a name for what it is', () => {
    make('02=a');
    const [one] = asked([path('02=a')], '01');
    expect([one?.site, one?.input]).toEqual(['01', path('02=a')]);
  });

  it('keep the rest of a name with several equals signs', () => {
    expect(asked([`02=${path('a=b')}`])[0]).toMatchObject({ site: '02', input: path('a=b') });
  });

  it('are not of a site that the trial does not have', () => {
    make('a');
    expect(() => asked([path('a')], '03')).toThrow(expect.objectContaining({ code: 'site-unknown' }));
    expect(() => asked([`03=${path('a')}`], '01')).toThrow(expect.objectContaining({ code: 'site-unknown' }));
  });

  it.each(['', '02='])('are not the folder that one stands in, where %j names none', (given) => {
    expect(() => asked([given], '01')).toThrow(expect.objectContaining({ code: 'no-delivery' }));
  });
});

describe('deliveries that do not exist', () => {
  const refused = (deliveries: Parameters<typeof refuseMissing>[0]) => () => refuseMissing(deliveries);

  it('are refused, each with its path, and whatever exists is not', () => {
    make('a');
    writeFileSync(path('file'), '');
    expect(refused(asked([path('a'), path('file')], '01'))).not.toThrow();
    expect(refused(asked([path('x'), path('a'), `02=${path('file', 'y')}`], '01'))).toThrow(
      expect.objectContaining({
        code: 'path-not-found',
        message: `no such file or folder: ${path('x')}, ${path('file', 'y')}`,
      }),
    );
  });

  it('are links that lead nowhere, too, but where --each met them', () => {
    make('in');
    symlinkSync(path('gone'), path('in', 'link'));
    expect(refused(asked([path('in', 'link')], '01'))).toThrow('no such file or folder');
    expect(refused(each([path('in')]))).not.toThrow();
  });
});

describe('with --each', () => {
  it('every folder is a delivery, in the order of the bytes of their names', () => {
    make('in/b', 'in/a', 'in/B', 'in/ä');
    expect(each([path('in')]).map(({ number, input }) => [number, input])).toEqual([
      [1, path('in', 'B')],
      [2, path('in', 'a')],
      [3, path('in', 'b')],
      [4, path('in', 'ä')],
    ]);
  });

  it('files that lie beside them are one more, so that none is passed over', () => {
    make('in/cd');
    writeFileSync(path('in', 'z.dcm'), '');
    writeFileSync(path('in', 'a.dcm'), '');
    expect(each([path('in')])).toEqual([
      { number: 1, input: path('in', 'cd'), paths: [path('in', 'cd')], site: '01' },
      { number: 2, input: path('in'), paths: [path('in', 'a.dcm'), path('in', 'z.dcm')], site: '01' },
    ]);
  });

  it('numbers go on over several places', () => {
    make('in/a', 'in2/b');
    expect(each([path('in'), `02=${path('in2')}`]).map(({ number, site }) => [number, site])).toEqual([
      [1, '01'],
      [2, '02'],
    ]);
  });

  it('a link to a folder is a folder, and one that leads nowhere a file', () => {
    make('in', 'elsewhere');
    symlinkSync(path('elsewhere'), path('in', 'a'));
    symlinkSync(path('gone'), path('in', 'b'));
    expect(each([path('in')]).map(({ paths }) => paths)).toEqual([[path('in', 'a')], [path('in', 'b')]]);
  });

  it('an empty place is told, not passed over', () => {
    make('in', 'full/cd');
    expect(each([path('in'), path('full')])).toHaveLength(1);
    expect(emptyPlaces({ inputs: [path('full'), `02=${path('in')}`], each: true }, TRIAL)).toEqual([
      path('in'),
    ]);
    expect(emptyPlaces({ inputs: [path('in')], each: false }, TRIAL)).toEqual([]);
  });

  it('what is no folder is refused, and so is what is not there', () => {
    writeFileSync(path('file'), '');
    expect(() => each([path('file')])).toThrow(expect.objectContaining({ code: 'not-a-folder' }));
    expect(() => each([path('gone')])).toThrow(expect.objectContaining({ code: 'path-not-found' }));
  });

  it('a name that is not UTF-8 is refused: it could not be told', () => {
    make('in');
    mkdirSync(Buffer.concat([Buffer.from(`${path('in')}/`), Buffer.from([0xff, 0x61])]));
    expect(() => each([path('in')])).toThrow(expect.objectContaining({ code: 'name-not-utf' }));
  });
});
