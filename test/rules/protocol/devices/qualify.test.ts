import { describe, expect, it } from 'vitest';
import { type Qualification, rank } from '../../../../src/rules/protocol/devices/qualification.js';
import type { QualifiedDevice } from '../../../../src/rules/protocol/devices/qualified-device.js';
import { qualify } from '../../../../src/rules/protocol/devices/qualify.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import { study } from '../cross/scene.js';

const SIEMENS = { manufacturer: 'SIEMENS', model: 'Prisma fit', serial: '1', software: [] };

function held(
  row: Partial<QualifiedDevice>,
  more: Partial<StudyView> = {},
  scanner: object = {},
  software: readonly string[] = ['syngo MR XA30'],
): string {
  const found = qualify(
    { serial: '1', line: 2, ...row },
    { scanner: { ...SIEMENS, ...scanner }, software, study: study([], more) },
  );
  return found.state === 'qualified' ? 'qualified' : `${found.state}: ${found.why}`;
}

describe('qualify', () => {
  it('qualifies where the row asks for nothing', () => {
    expect(held({})).toBe('qualified');
  });

  it('compares maker and model as people type them', () => {
    expect(held({ manufacturer: 'Siemens', model: ' prisma  FIT ' })).toBe('qualified');
    expect(held({ manufacturer: 'GE' })).toBe('unqualified: the list says Manufacturer GE');
    expect(held({ model: 'Skyra' })).toBe("unqualified: the list says Manufacturer's Model Name Skyra");
    expect(held({ model: 'Skyra' }, {}, { model: '' })).toBe(
      "unknown: Manufacturer's Model Name has no value",
    );
  });

  it('takes software as it is written: one of the values, or all of them', () => {
    expect(held({ software: 'syngo MR XA30' })).toBe('qualified');
    expect(held({ software: 'XA30' })).toBe('unqualified: it is qualified with software XA30');
    expect(held({ software: 'b' }, {}, {}, ['a', 'b'])).toBe('qualified');
    expect(held({ software: 'a\\b' }, {}, {}, ['a', 'b'])).toBe('qualified');
    expect(held({ software: 'a' }, {}, {}, [])).toBe('unknown: Software Versions has no value');
  });

  it.each([
    ['>=XA30', 'qualified'],
    ['>= XA31', 'unqualified'],
    ['>XA30', 'unqualified'],
    ['>VE11', 'qualified'],
    ['<=XA30', 'qualified'],
    ['<XA30', 'unqualified'],
    ['<XA31', 'qualified'],
    ['=XA30', 'qualified'],
    ['=XA31', 'unqualified'],
  ])('compares software %s: %s', (software, wanted) => {
    expect(held({ software }).split(':')[0]).toBe(wanted);
  });

  it('cannot tell where versions have no order', () => {
    const why = 'unknown: the order of its software and XA30 is not known';
    expect(held({ software: '>=XA30' }, {}, { manufacturer: 'Somebody' })).toBe(why);
    expect(held({ software: '>=XA30' }, {}, {}, ['special'])).toBe(why);
  });

  it('knows the first and the last day', () => {
    const on = (studyDate: string) =>
      held({ from: '2026-01-01', until: '2026-06-30' }, { studyDate }).split(':')[0];
    expect(['20251231', '20260101', '20260630', '20260701'].map(on)).toEqual([
      ...['unqualified', 'qualified', 'qualified', 'unqualified'],
    ]);
    expect(held({ from: '2027-01-01' })).toBe('unqualified: it is qualified from 2027-01-01');
    expect(held({ until: '2025-01-01' })).toBe('unqualified: it is qualified until 2025-01-01');
  });

  it('cannot tell the period from dates that are not those of the scan, or from none', () => {
    const shifted = 'unknown: the dates of the study were shifted: the period cannot be checked';
    expect(held({ until: '2027-01-01' }, { datesModified: true })).toBe(shifted);
    expect(held({}, { datesModified: true })).toBe('qualified');
    expect(held({ from: '2026-01-01' }, { studyDate: '' })).toBe('unknown: Study Date has no value');
  });

  it('knows the site, and cannot tell where the study names none', () => {
    expect(held({ site: '07' }, { site: '07' })).toBe('qualified');
    expect(held({ site: '07' }, { site: '08' })).toBe('unqualified: it is qualified at site 07');
    expect(held({ site: '07' })).toBe('unknown: the site of the study is not known: give --site');
  });

  it('tells what does not hold before what is not known', () => {
    expect(held({ site: '07', model: 'Skyra' }).split(':')[0]).toBe('unqualified');
  });

  it('ranks what is qualified first, and what surely is not last', () => {
    const all: Qualification[] = [
      { state: 'unqualified', why: '' },
      { state: 'qualified' },
      { state: 'unknown', why: '' },
    ];
    expect(all.sort((a, b) => rank(a) - rank(b)).map(({ state }) => state)).toEqual([
      ...['qualified', 'unknown', 'unqualified'],
    ]);
  });
});
