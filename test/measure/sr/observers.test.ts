import { describe, expect, it } from 'vitest';
import {
  as,
  code,
  coded,
  container,
  dcm,
  group,
  LENGTH,
  num,
  own,
  person,
  readReport,
  text,
  uid,
} from './report.js';

const type = (value: string) => as('HAS OBS CONTEXT', code(dcm('121005'), dcm(value)));
const PERSON = type('121006');
const DEVICE = type('121007');

describe('The observer of a measurement', () => {
  it('is the person and the device that the report names, inherited down the tree', () => {
    const read = readReport([
      PERSON,
      person('Doe^Jane'),
      text(dcm('128774'), 'jdoe'),
      code(dcm('121011'), dcm('121097')),
      DEVICE,
      uid(dcm('121012'), '2.25.4'),
      text(dcm('121013'), 'READING-7'),
      text(dcm('121014'), 'Maker'),
      text(dcm('121015'), 'Model'),
      text(dcm('121016'), 'S1'),
      container(own('a'), [group([num(LENGTH, '1')])]),
    ]);
    expect(read.items[0]?.context.observer).toEqual({
      person: 'Doe^Jane',
      personId: 'jdoe',
      role: expect.objectContaining({ value: '121097' }),
      device: { uid: '2.25.4', name: 'READING-7', manufacturer: 'Maker', model: 'Model', serial: 'S1' },
    });
  });

  it('is the nearer one of its kind as a whole: the role of another does not pass to it', () => {
    const read = readReport([
      person('Outer'),
      code(dcm('121011'), dcm('121097')),
      uid(dcm('121012'), '2.25.4'),
      group([person('Inner'), num(LENGTH, '1'), num(LENGTH, '2', [uid(dcm('121012'), '2.25.5')])]),
      group([num(LENGTH, '3')]),
    ]);
    expect(read.items.map(({ context }) => context.observer)).toEqual([
      { person: 'Inner', device: { uid: '2.25.4' } },
      { person: 'Inner', device: { uid: '2.25.5' } },
      { person: 'Outer', role: expect.anything(), device: { uid: '2.25.4' } },
    ]);
  });

  it('may stand below the type of the observer', () => {
    const read = readReport([code(dcm('121005'), dcm('121006'), [person('Doe')]), num(LENGTH, '1')]);
    expect(read.items[0]?.context.observer).toEqual({ person: 'Doe' });
  });

  it('is the author of the header where the content names nobody', () => {
    const author = { AuthorObserverSequence: [{ PersonName: 'Author', ObserverType: 'PSN' }] };
    expect(readReport([num(LENGTH, '1')], author).items[0]?.context.observer).toEqual({ person: 'Author' });
    expect(readReport([person('Doe'), num(LENGTH, '1')], author).items[0]?.context.observer.person).toBe(
      'Doe',
    );
    const device = {
      AuthorObserverSequence: [{ StationName: 'CAD', DeviceUID: '2.25.6', Manufacturer: 'M' }],
    };
    expect(readReport([num(LENGTH, '1')], device).items[0]?.context.observer).toEqual({
      device: { name: 'CAD', uid: '2.25.6', manufacturer: 'M' },
    });
  });

  it('is nobody where nobody is named', () => {
    expect(readReport([PERSON, num(LENGTH, '1')]).items[0]?.context.observer).toEqual({});
  });
});

describe('The time of a measurement', () => {
  const header = { ContentDate: '20240102', ContentTime: '030405.25' };
  const at = (read: ReturnType<typeof readReport>) => read.items.map(({ context }) => context.dateTime);

  it('is that of its item, else of those around it, else of the content', () => {
    const read = readReport(
      [
        num(LENGTH, '1'),
        {
          ...group([num(LENGTH, '2'), { ...num(LENGTH, '3'), ObservationDateTime: '20240105' }]),
          ObservationDateTime: '20240104101112',
        },
      ],
      header,
    );
    expect(at(read)).toEqual(['20240102030405.25', '20240104101112', '20240105']);
  });

  it('has the offset from UTC that the object states', () => {
    expect(at(readReport([num(LENGTH, '1')], { ...header, TimezoneOffsetFromUTC: '+0200' }))).toEqual([
      '20240102030405.25+0200',
    ]);
  });

  it('of old forms is told without their punctuation; without a date there is none', () => {
    const old = { ContentDate: '2024.01.02', ContentTime: '03:04:05' };
    expect(at(readReport([num(LENGTH, '1')], old))).toEqual(['20240102030405']);
    expect(at(readReport([num(LENGTH, '1')], { ContentDate: '20240102' }))).toEqual(['20240102']);
    expect(at(readReport([num(LENGTH, '1')], { ContentTime: '0304' }))).toEqual([undefined]);
  });
});

describe('A report', () => {
  it('is named by its title, class and UIDs', () => {
    const read = readReport([num(LENGTH, '1')], { SeriesInstanceUID: '1.2', StudyInstanceUID: '1.3' });
    expect(read).toMatchObject({
      kind: 'SR',
      sopInstanceUID: '1.1',
      sopClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
      seriesUID: '1.2',
      studyUID: '1.3',
      title: { value: '126000', scheme: 'DCM' },
    });
  });

  it('without a title has none', () => {
    const read = readReport([num(LENGTH, '1')], { ConceptNameCodeSequence: [] });
    expect(read).not.toHaveProperty('title');
    const other = readReport([], { ConceptNameCodeSequence: coded(own('T')) });
    expect(other.title?.value).toBe('T');
  });
});
