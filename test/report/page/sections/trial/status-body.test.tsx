import { expect, it } from 'vitest';
import type { StatusSections, StatusSubjectRow } from '../../../../../src/report/ledger-sections.js';
import { trialSections } from '../../../../../src/report/page/sections/trial/trial-sections.js';
import { siteRow, taskRow, visitRow } from '../../../status-sample.js';
import { allOf, rendered, sourceOf } from '../../page-sample.js';

async function shown(sections: StatusSections, summary = {}) {
  const source = sourceOf({ command: 'status', config: { day: '2026-02-03' }, ...sections, summary });
  return rendered((await trialSections(source))[0]?.body ?? null);
}

function subjectRow(but: Partial<StatusSubjectRow> = {}): StatusSubjectRow {
  return {
    ...{
      site: '01',
      subject: '01-0007-K',
      kind: 'subject',
      status: 'active',
      openItems: 0,
      expected: 0,
      due: 0,
    },
    ...{ overdue: 0, missed: 0, excused: 0, received: 0, passed: 1, needsPerson: 0, queried: 0, rejected: 0 },
    ...but,
  };
}

it('has the worklist in its order, with items, and what is overdue', async () => {
  const worklist = [
    taskRow({ item: '9.1', overdue: true, days: 8 }),
    taskRow({ order: 2, name: 't1', expected: '1 mm' }),
  ];
  const { html, text } = await shown({ worklist });
  expect(allOf(html, /worklist\/\d\/item">([^<]+)</g)).toEqual(['9.1', '41.2']);
  expect(text).toContain('8 days overdue');
  expect(text).toContain('t1: it deviates');
  expect(text).toContain('1 mm');
  expect(text).toMatch(/^As of 2026-02-03/);
});

it('shows of a report of the worklist alone nothing else', async () => {
  const { text, html } = await shown({ worklist: [] });
  expect(text).toContain('Nothing waits for a person.');
  expect(allOf(html, /<h4>([^<]*)</g)).toEqual(['What to do']);
});

it('has a row a subject and a column a visit, in the order of days, lettered', async () => {
  const visits = [
    visitRow({ visit: 'unscheduled', targetDay: null, state: 'received' }),
    visitRow({ visit: 'V3', targetDay: 84, actualDay: null, state: 'missed' }),
    visitRow({ visit: 'V2', state: 'needs-person', openItems: 2 }),
    visitRow({ subject: '01-0008-M', visit: 'V2' }),
  ];
  const { html } = await shown({
    visits,
    subjects: [subjectRow(), subjectRow({ subject: '01-0009-P', status: 'withdrawn' })],
  });
  const [matrix = ''] = html.slice(html.indexOf('<table class="states"')).split('</table>');
  expect(allOf(matrix, /<th scope="col">(?:<span[^>]*>)?([^<]+)</g)).toEqual([
    'Subject',
    'Site',
    'V2',
    'V3',
    'unscheduled',
  ]);
  expect(allOf(matrix, /<th scope="row"><span[^>]*>([^<]+)</g)).toEqual([
    '01-0007-K',
    '01-0008-M',
    '01-0009-P',
  ]);
  expect(allOf(matrix, /aria-hidden="true">(.)</g)).toEqual(['!', 'M', 'C', 'P']);
  expect(matrix).toContain('data-state="missed" data-at="0/visits/1/state"');
  expect(matrix).toContain('data-at="0/visits/2/openItems">2');
  expect(matrix).toContain('data-at="0/subjects/1/status">withdrawn');
});

it('gives every state a letter of its own, and explains it', async () => {
  const { html } = await shown({ visits: [], subjects: [] });
  const legend = html.slice(html.indexOf('What the letters mean'));
  const letters = allOf(legend.slice(0, legend.indexOf('</details>')), /aria-hidden="true">(.)</g);
  expect(letters).toHaveLength(10);
  expect(new Set(letters).size).toBe(10);
});

it('keeps a turnaround that is not known from being none', async () => {
  const { html } = await shown({
    sites: [siteRow(), siteRow({ site: '02', medianTurnaroundHours: 0, openItems: 1 })],
  });
  expect(html).toContain('data-at="0/sites/1/medianTurnaroundHours">0');
  expect(html).not.toContain('0/sites/0/medianTurnaroundHours');
  expect(html).toContain('title="no visit has passed yet"');
  expect(allOf(html, /sites\/(\d)\/site"/g).slice(0, 2)).toEqual(['1', '0']);
});

it('has the differences from a list, with the line of each', async () => {
  const row = {
    line: 3,
    kind: 'other-count',
    subject: 'S',
    visit: 'V1',
    modality: 'MR',
    listed: '3',
    received: '2',
  } as const;
  const { html, text } = await shown({
    reconciliation: [row, { ...row, line: null, kind: 'not-listed', listed: null }],
  });
  expect(text).toContain('3 other-count S V1 MR 3 2');
  expect(html).toContain('title="it came, and is not listed"');
});

it('shows queries, the overdue first, and what was asked', async () => {
  const query = {
    item: '1.1',
    site: '01',
    subject: null,
    visit: null,
    text: 'why?',
    askedAt: '2026-01-01T00:00:00Z',
  };
  const queries = [
    { ...query, askedBy: 'x', days: 2, overdue: false },
    { ...query, item: '1.2', askedBy: 'x', days: 20, overdue: true },
  ];
  const { html } = await shown({ queries });
  expect(allOf(html, /queries\/\d\/item">([^<]+)</g)).toEqual(['1.2', '1.1']);
  expect(html).toContain('why?');
});

it('shows scanners that were upgraded first, with the software before and after', async () => {
  const device = {
    ...{ site: '01', manufacturer: 'M', model: 'A', serial: '1', software: ['v1'], studies: 1, upgrades: [] },
    ...{ firstReceivedAt: '2026-01-01T00:00:00Z', lastReceivedAt: '2026-01-02T00:00:00Z' },
  };
  const upgrades = [{ receivedAt: '2026-01-03T00:00:00Z', from: ['v1'], to: ['v2'] }];
  const { html, text } = await shown({ devices: [device, { ...device, model: 'B', upgrades }] });
  expect(allOf(html, /devices\/\d\/model">([^<]+)</g)).toEqual(['B', 'A']);
  expect(text).toContain('from v1 to v2');
  expect(text).toContain('none seen');
});

it('adds readings up by month, the newest first', async () => {
  const reads = [
    { month: '2026-01', site: '01', reads: 3 },
    { month: '2026-02', site: '01', reads: 4 },
    { month: '2026-02', site: '02', reads: 5 },
  ];
  const { html } = await shown({ reads });
  expect(allOf(html, /<data value="(\d+)" data-count="readings of the month">/g)).toEqual(['9', '3']);
  expect(html).toContain('title="no reading came"');
});
