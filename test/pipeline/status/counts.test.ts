import { describe, expect, it } from 'vitest';
import type { DeviceSeen } from '../../../src/identity/ledger/event.js';
import { History, HOUR, START } from './history.js';

const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

function twoSites(): History {
  const history = new History();
  history.subject('01-1', { a: ['BL', 0] });
  history.subject('02-1', { b: ['BL', 0], c: ['W4', 28] }, { site: '02' });
  history.subject('02-2', {}, { site: '02', status: 'withdrawn' });
  history.subject('Q-02-1', { q: [null, 0] }, { site: '02', kind: 'phantom' });
  history.came('a');
  history.reported();
  history.came('b', { run: 'run-2', site: '02' });
  history.came('q', { run: 'run-2', site: '02' });
  history.reported({ run: 'run-2', site: '02' });
  history.came('c', { run: 'run-3', site: '02' });
  history.came('b', { kind: 're-sent', run: 'run-3', site: '02' }, { same: 10 });
  history.came('a', { kind: 'changed', run: 'run-4' }, { same: 9, changed: 1 });
  const details = { code: 'burned-in', reason: 'it shows text', files: 3 };
  history.event('quarantined', { studyUID: 'c', run: 'run-3', site: '02', details });
  history.event('reported', { command: 'response', run: 'run-3', delivery: 99, site: '02' });
  return history;
}

const SITES = { sites: ['01', '02', '03'] };

describe('counts', () => {
  it('are of each site of the trial, also where nothing came', () => {
    const { sites } = twoSites().status(0, SITES).sections;
    expect(sites).toMatchObject([
      { site: '01', subjects: 1, deliveries: 2, resent: 0, changed: 1, received: 1, passed: 0, expected: 3 },
      { site: '02', subjects: 2, withdrawn: 1, deliveries: 2, resent: 1, changed: 0, quarantinedFiles: 3 },
      { site: '03', subjects: 0, deliveries: 0, expected: 0, medianTurnaroundHours: null },
    ]);
    expect(sites[1]).toMatchObject({ passed: 1, received: 1, expected: 2 });
  });

  it('are in the summary over all', () => {
    expect(twoSites().status(0, SITES).summary).toEqual({
      ...{ sites: 3, subjects: 3, visits: 8, expected: 5, due: 0, overdue: 0, missed: 0, excused: 0 },
      ...{ received: 2, passed: 1, needsPerson: 0, queried: 0, rejected: 0 },
      ...{ openItems: 0, openQueries: 0, differences: 0 },
    });
  });

  it('leave out who was corrected away, and give a phantom no visits but its deliveries', () => {
    const history = twoSites();
    history.subject('02-9', {}, { site: '02', status: 'retired', replacedBy: 2 });
    const { sites, subjects, visits } = history.status(0, { ...SITES, filter: { site: '02' } }).sections;
    expect(sites).toMatchObject([{ subjects: 2, deliveries: 2 }]);
    expect(subjects.map(({ subject, kind, status }) => [subject, kind, status])).toEqual([
      ['02-1', 'subject', 'active'],
      ['02-2', 'subject', 'withdrawn'],
      ['Q-02-1', 'phantom', 'active'],
      ['02-9', 'subject', 'retired'],
    ]);
    expect(new Set(visits.map(({ subject }) => subject))).toEqual(new Set(['02-1']));
  });

  it('are of one subject, or of one visit', () => {
    const one = twoSites().status(0, { ...SITES, filter: { subject: '02-1' } });
    expect(one.summary).toMatchObject({ sites: 1, subjects: 1, visits: 4, passed: 1, received: 1 });
    expect(one.sections.sites).toMatchObject([{ site: '02', deliveries: 2, changed: 0, withdrawn: 0 }]);
    const visit = twoSites().status(0, { ...SITES, filter: { visit: 'W4' } });
    expect(visit.summary).toMatchObject({ sites: 3, subjects: 3, visits: 2, received: 1, expected: 1 });
    expect(visit.sections.sites).toMatchObject([
      { deliveries: 0 },
      { deliveries: 1, quarantinedFiles: 3, resent: 0 },
      {},
    ]);
  });

  it('have the median and the longest turnaround of what passed', () => {
    const history = new History();
    for (const [i, hours] of [4, 1, 10, 2].entries()) {
      history.subject(`01-${i}`, { [`b${i}`]: ['BL', 0] });
      history.came(`b${i}`, { at: at(0), delivery: i });
      history.reported({ at: at(hours), delivery: i });
    }
    const site = () => history.status().sections.sites[0];
    expect(site()).toMatchObject({ medianTurnaroundHours: 3, longestTurnaroundHours: 10 });
    history.item('open', { studyUID: 'b2' });
    expect(site()).toMatchObject({ medianTurnaroundHours: 2, longestTurnaroundHours: 4 });
  });
});

describe('scanners', () => {
  const device = (but: Partial<DeviceSeen> = {}): DeviceSeen => ({
    ...{ manufacturer: 'SIEMENS', model: 'Prisma', serial: '67001', station: 'MR1', software: ['E11'] },
    ...but,
  });
  const seen = (...deliveries: readonly (readonly [string, ...DeviceSeen[]])[]) => {
    const history = new History();
    for (const [studyUID, ...devices] of deliveries) history.came(studyUID, {}, { devices });
    return history.status().sections.devices;
  };

  it('have each upgrade, in the order in which studies were received', () => {
    const [row] = seen(
      ['a', device()],
      ['b', device({ station: 'MR2' })],
      ['c', device({ software: ['XA30', 'x'] })],
      ['d', device({ software: ['x', 'XA30'] })],
    );
    expect(row).toEqual({
      ...{ site: '01', manufacturer: 'SIEMENS', model: 'Prisma', serial: '67001', studies: 4 },
      ...{ software: ['E11', 'XA30', 'x'], firstReceivedAt: at(1), lastReceivedAt: at(4) },
      upgrades: [{ receivedAt: at(3), from: ['E11'], to: ['XA30', 'x'] }],
    });
  });

  it('are not upgraded by a study that comes again, or by headers that name no software', () => {
    const [row, ...others] = seen(
      ['a', device()],
      ['b', device({ software: ['XA30'] })],
      ['a', device()],
      ['c', device({ software: [] })],
      ['d', device({ software: ['XA30'] })],
    );
    expect(others).toEqual([]);
    expect(row?.upgrades).toHaveLength(1);
    expect(row).toMatchObject({ studies: 4, lastReceivedAt: at(5) });
  });

  it('are told apart by serial number, and where there is none by station', () => {
    const none = { serial: null };
    expect(
      seen(
        ['a', device()],
        ['b', device({ serial: '67002' })],
        ['c', device(none)],
        ['d', device({ ...none, station: 'MR2' })],
        ['e', device({ ...none, station: 'MR2', software: ['E12'] })],
      ).map(({ serial, studies, upgrades }) => [serial, studies, upgrades.length]),
    ).toEqual([
      ['67001', 1, 0],
      ['67002', 1, 0],
      [null, 1, 0],
      [null, 2, 1],
    ]);
  });

  it('are one scanner in a study that names it in several ways of its software', () => {
    const [row] = seen(['a', device(), device({ software: ['E11', 'post'] })], ['b', device()]);
    expect(row).toMatchObject({ studies: 2, software: ['E11', 'post'] });
    expect(row?.upgrades).toMatchObject([{ from: ['E11', 'post'], to: ['E11'] }]);
  });
});

describe('readings', () => {
  it('are counted by month (UTC) and site, and never twice', () => {
    const history = new History();
    const read = (studyUID: string, reads: number | undefined, month: string, site = '01') =>
      history.event('checked', {
        ...{ studyUID, command: 'measure-export', site, at: `${month}T23:59:59.999Z` },
        details: { outcome: 'pass', problems: [], ...(reads !== undefined && { reads }) },
      });
    read('b', 1, '2026-02-28', '02');
    read('a', 2, '2026-01-31');
    read('c', 3, '2026-01-01');
    read('a', 2, '2026-02-01');
    read('a', 3, '2026-02-01');
    read('a', 1, '2026-03-01');
    read('d', undefined, '2026-03-01');
    history.event('checked', {
      ...{ studyUID: 'e', command: 'qc-motion' },
      details: { outcome: 'pass', problems: [], reads: 5 },
    });
    expect(history.status().sections.reads).toEqual([
      { month: '2026-01', site: '01', reads: 5 },
      { month: '2026-02', site: '01', reads: 1 },
      { month: '2026-02', site: '02', reads: 1 },
    ]);
  });
});
