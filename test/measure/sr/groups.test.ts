import { describe, expect, it } from 'vitest';
import {
  as,
  code,
  container,
  dcm,
  group,
  itemAt,
  LENGTH,
  node,
  num,
  own,
  readReport,
  reference,
  sct,
  shape,
  text,
  uid,
} from './report.js';

const tracking = (id: string) => [text(dcm('112039'), id), uid(dcm('112040'), `2.25.${id.length}`)];
const srt = (value: string) => [value, 'SRT', 'meaning'] as const;
const ACTIVITY = text(['C67447', 'NCIt', 'Activity Session'], '2');
const TIME_POINT = text(['C2348792', 'UMLS', 'Time Point'], 'BASELINE');

describe('A measurement group', () => {
  it('gives its numbers who the lesion is, what, where and when', () => {
    const read = readReport([
      group(
        [
          ACTIVITY,
          ...tracking('Lesion 1'),
          code(sct('276214006'), sct('49755003')),
          code(dcm('121071'), sct('4147007')),
          TIME_POINT,
          as('HAS CONCEPT MOD', code(srt('G-C036'), dcm('126410'))),
          as(
            'HAS CONCEPT MOD',
            code(sct('363698007'), sct('39607008'), [
              as('HAS CONCEPT MOD', code(srt('G-C171'), srt('G-A101'))),
              as('HAS CONCEPT MOD', code(srt('G-A1F8'), srt('T-11531'))),
            ]),
          ),
          num(LENGTH, '1'),
          uid(dcm('121232'), '1.2.840.5'),
          reference('7.7', {}, dcm('126100'), 'COMPOSITE'),
          reference('8.8', {}, dcm('121233')),
          code(own('MARGIN'), own('SPICULATED')),
          text(own('REMARK'), 'as before'),
        ],
        '1411',
      ),
    ]);
    const { context, template, group: number } = itemAt(read, '1.1.9');
    expect({ template, number }).toEqual({ template: '1411', number: 0 });
    expect(context).toMatchObject({
      trackingId: 'Lesion 1',
      lesionLabel: 'Lesion 1',
      trackingUID: '2.25.8',
      findingCategory: { value: '49755003' },
      finding: { value: '4147007' },
      timePoint: 'BASELINE',
      activitySession: '2',
      method: { value: '126410' },
      sites: [
        { site: { value: '39607008' }, laterality: { value: 'G-A101' }, modifier: { value: 'T-11531' } },
      ],
      sourceSeriesUID: '1.2.840.5',
      realWorldMaps: [{ sopInstanceUID: '7.7', sopClassUID: '1.2.3' }],
      sourceImages: [{ sopInstanceUID: '8.8' }],
    });
    expect(context.qualitative).toEqual([
      {
        name: expect.objectContaining({ value: 'MARGIN' }),
        value: expect.objectContaining({ value: 'SPICULATED' }),
      },
      { name: expect.objectContaining({ value: 'REMARK' }), value: 'as before' },
    ]);
    expect(itemAt(read, '1.1.9').method).toBeUndefined();
    expect(read.references).toEqual([]);
  });

  it('is told by code and scheme: a meaning or another scheme makes none', () => {
    const read = readReport([
      container(['125007', '99OTHER', 'Measurement Group'], [num(LENGTH, '1')]),
      container(['X', 'DCM', 'Measurement Group'], [num(LENGTH, '2')]),
    ]);
    expect(read.items.map((item) => item.group)).toEqual([undefined, undefined]);
  });

  it('is a container that tracks a lesion, or has one finding beside its numbers, whatever its name', () => {
    const read = readReport([
      container(own('a'), [...tracking('A'), num(LENGTH, '1')]),
      container(own('b'), [code(dcm('121071'), sct('1')), num(LENGTH, '2')]),
      container(own('c'), [code(dcm('121071'), sct('1')), code(dcm('121071'), sct('2')), num(LENGTH, '3')]),
      container(own('d'), [code(dcm('121071'), sct('4')), container(own('e'), [num(LENGTH, '4')])]),
    ]);
    expect(read.items.map((item) => item.group)).toEqual([0, 1, undefined, undefined]);
    expect(read.items.map(({ context }) => context.finding?.value)).toEqual([
      undefined,
      '1',
      undefined,
      undefined,
    ]);
  });

  it('keeps groups apart: nothing of one lesion reaches the next', () => {
    const read = readReport([
      group([...tracking('A'), code(dcm('121071'), sct('1')), ACTIVITY, num(LENGTH, '1')], '1501'),
      group([num(LENGTH, '2')]),
    ]);
    const second = itemAt(read, '1.2.1');
    expect(second.group).toBe(1);
    expect(second.template).toBeUndefined();
    expect(second.context).toEqual({
      sites: [],
      observer: {},
      realWorldMaps: [],
      sourceImages: [],
      qualitative: [],
    });
  });

  it('is outdone by what a measurement says itself', () => {
    const read = readReport([
      group([
        ...tracking('group'),
        as('HAS CONCEPT MOD', code(sct('363698007'), sct('1'))),
        as('HAS CONCEPT MOD', code(sct('370129005'), sct('2'))),
        text(dcm('111001'), 'outer'),
        num(LENGTH, '1', [
          ...tracking('its own id'),
          as('HAS CONCEPT MOD', code(sct('363698007'), sct('3'))),
          as('HAS CONCEPT MOD', code(sct('272741003'), sct('7771000'))),
          as('HAS CONCEPT MOD', code(sct('370129005'), sct('4'))),
          as('HAS CONCEPT MOD', code(dcm('121401'), sct('373098007'))),
          code(dcm('111000'), own('family')),
          text(dcm('111001'), 'inner'),
          text(dcm('111003'), '2.1'),
          text(dcm('111002'), 'a=1'),
          text(dcm('111002'), 'b=2'),
          code(dcm('121402'), sct('17621005')),
        ]),
      ]),
    ]);
    const item = read.items[0];
    expect(item?.context).toMatchObject({
      trackingId: 'its own id',
      trackingUID: '2.25.10',
      sites: [{ site: { value: '3' }, laterality: { value: '7771000' } }],
      algorithm: { name: 'inner', version: '2.1', family: { value: 'family' }, parameters: ['a=1', 'b=2'] },
      method: { value: '2' },
    });
    expect(item?.method?.value).toBe('4');
    expect(item?.derivation?.value).toBe('373098007');
    expect(item?.modifiers.map(({ name }) => name.value)).toEqual(['121402']);
  });

  it('takes a time point by the protocol where there is no label', () => {
    const read = readReport([group([text(dcm('126071'), 'WEEK-12'), num(LENGTH, '1')])]);
    expect(read.items[0]?.context.timePoint).toBe('WEEK-12');
  });

  it('inherits a site that modifies its section, not one that is merely contained beside it', () => {
    const site = code(sct('363698007'), sct('87878005'));
    const modified = readReport([
      container(own('s'), [as('HAS CONCEPT MOD', site), group([num(LENGTH, '1')])]),
    ]);
    expect(modified.items[0]?.context.sites.map((s) => s.site.value)).toEqual(['87878005']);
    const contained = readReport([container(own('s'), [site, group([num(LENGTH, '1')])])]);
    expect(contained.items[0]?.context.sites).toEqual([]);
  });
});

describe('Numbers of a finding', () => {
  it('of CAD have its code, its outline and a group of their own', () => {
    const read = readReport([
      code(dcm('111059'), own('Mammography breast density'), [
        as('HAS PROPERTIES', shape('POLYLINE', [0, 0, 4, 0, 4, 4, 0, 0])),
        as('HAS PROPERTIES', num(own('area'), '8')),
        as('HAS PROPERTIES', text(dcm('111001'), 'detector')),
      ]),
    ]);
    expect(read.items).toHaveLength(1);
    expect(itemAt(read, '1.1.2')).toMatchObject({
      group: 0,
      geometryOf: 'group',
      geometries: [{ kind: 'planar', itemPath: '1.1.1' }],
      context: { finding: { value: 'Mammography breast density' }, algorithm: { name: 'detector' } },
    });
  });

  it('within a group have the finding that they are properties of, and the tracking of the group', () => {
    const read = readReport([
      group([
        ...tracking('A'),
        code(dcm('121071'), sct('1')),
        code(dcm('121071'), sct('2'), [as('HAS PROPERTIES', num(LENGTH, '1'))]),
        num(LENGTH, '2'),
      ]),
    ]);
    expect(read.items.map(({ context }) => [context.trackingId, context.finding?.value])).toEqual([
      ['A', '2'],
      ['A', '1'],
    ]);
  });
});

describe('A group without a number', () => {
  it('stands as the region that it has', () => {
    const read = readReport([group([...tracking('A'), shape('CIRCLE', [5, 5, 5, 9])], '1410')]);
    expect(read.items).toHaveLength(1);
    expect(itemAt(read, '1.1')).toMatchObject({
      template: '1410',
      geometryOf: 'group',
      geometries: [
        {
          type: 'CIRCLE',
          points: [
            [5, 5],
            [5, 9],
          ],
        },
      ],
      context: { trackingId: 'A' },
    });
    expect(itemAt(read, '1.1').stored).toBeUndefined();
  });

  it('is no region for an image alone: the image is referred to', () => {
    const read = readReport([group([...tracking('A'), reference('8.8', {}, dcm('121233'))])]);
    expect(read.items).toEqual([]);
    expect(read.references.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(['8.8']);
  });

  it('gives a value that is missing no place in a region', () => {
    const read = readReport([group([node('NUM', LENGTH, {}), shape('CIRCLE', [5, 5, 5, 9])])]);
    expect(read.items.map(({ itemPath }) => itemPath)).toEqual(['1.1.1']);
  });
});
