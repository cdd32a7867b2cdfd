import { expect, it } from 'vitest';
import type { LedgerRow, LedgerSections } from '../../../../../src/report/ledger-sections.js';
import { trialSections } from '../../../../../src/report/page/sections/trial/trial-sections.js';
import { allOf, rendered, sourceOf } from '../../page-sample.js';

const AT = '2026-11-23T10:03:00.000Z';

function eventRow(but: Partial<LedgerRow> = {}): LedgerRow {
  return {
    ...{ event: 3, at: AT, kind: 'queried', osUser: 'u', operator: null, run: 'r', delivery: 1, site: '07' },
    ...{ subject: '07-1', visit: 'V1', command: 'deid', report: 'ab'.repeat(32), item: '2.1' },
    ...{ text: '2026-11-23 10:03 UTC, user u: site asked', details: { code: 'x', list: [{ n: 4 }] } },
    ...{ auditSeq: 9, auditMac: 'cd'.repeat(32) },
    ...but,
  };
}

async function shown(
  events: readonly LedgerRow[],
  chain: Partial<LedgerSections['chain']> = {},
  command = 'ledger',
) {
  const whole = { verified: true, records: 12, head: { seq: 12, mac: 'ef' }, problems: [], ...chain };
  const [section] = await trialSections(sourceOf({ command, events, chain: whole }));
  return { title: section?.title, ...rendered(section?.body ?? null) };
}

it('says at once that the chain is verified', async () => {
  const { html, text } = await shown([]);
  expect(html).toMatch(
    /^<div class="chain"><span class="mark pass" data-outcome="pass" data-at="0\/chain\/verified"/,
  );
  expect(text).toContain('The chain is verified');
  expect(html).toContain('data-at="0/chain/head/mac">ef');
});

it('says at once that the chain is broken, and how', async () => {
  const { html, text } = await shown([], { verified: false, problems: ['record 4 is missing'] });
  expect(html).toMatch(/^<div class="chain broken"><span class="mark fail"/);
  expect(text).toContain('The chain is broken');
  expect(text).toContain('record 4 is missing');
  expect(text).not.toContain('is verified');
});

it('has an event a row, the newest first, with when, who and what', async () => {
  const { html } = await shown([
    eventRow(),
    eventRow({ event: 4, operator: 'A. B.', text: 'in other words' }),
  ]);
  expect(allOf(html, /events\/\d\/event">(\d)</g)).toEqual(['4', '3']);
  expect(html).toContain(`datetime="${AT}" data-at="0/events/0/at">`);
  expect(html).toContain('data-at="0/events/1/operator">A. B.');
  expect(html).toContain('data-at="0/events/1/text">in other words');
});

it('hides from the eye what the columns tell of a sentence, and keeps every letter of it', async () => {
  const { html } = await shown([eventRow()]);
  const [, cell = ''] = html.match(/data-at="0\/events\/0\/text">(.*?)<details/) ?? [];
  expect(cell.replace(/<[^>]*>/g, '')).toBe('2026-11-23 10:03 UTC, user u: site asked');
  expect(cell).toMatch(/<span class="spoken"[^>]*>2026-11-23 10:03 UTC, user u: <\/span>site asked/);
});

it('keeps the details of an event on demand, each value with its place', async () => {
  const { html } = await shown([eventRow()]);
  expect(html).toContain('data-at="0/events/0/details/list/0/n">4');
  expect(html).toContain('data-at="0/events/0/auditSeq">9');
});

it('names each report once, with how many events name it', async () => {
  const { html } = await shown([
    eventRow(),
    eventRow({ event: 4 }),
    eventRow({ event: 5, report: 'cc'.repeat(32) }),
    eventRow({ event: 6, report: null }),
  ]);
  expect(html).toContain('<data value="2" data-count="reports named">');
  expect(allOf(html, /<data value="(\d)" data-count="events that name the report">/g)).toEqual(['2', '1']);
});

it('tells what was decided in the same way', async () => {
  const { title, html } = await shown([eventRow()], {}, 'decide');
  expect(title).toBe('What was decided');
  expect(html).toContain('<caption>What was written</caption>');
});
