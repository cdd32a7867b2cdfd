import { describe, expect, it } from 'vitest';
import { quarantineSections } from '../../../../../src/report/page/sections/deid/quarantine-sections.js';
import type { QuarantineRow, QuarantineSections } from '../../../../../src/report/quarantine-sections.js';
import { allOf, rendered, sourceOf } from '../../page-sample.js';

function entryOf(but: Partial<QuarantineRow> = {}): QuarantineRow {
  return {
    ...{ number: 1, status: 'waiting', code: 'ultrasound', bytes: 512, sha256: 'ab', unkept: null },
    ...{ startedAt: '2026-01-02T03:04:05.000Z', operator: null },
    ...but,
  };
}

async function shown(sections: QuarantineSections, action = 'list') {
  const entries = [...(sections.entries ?? [])];
  const count = (status: string) => entries.filter((entry) => entry.status === status).length;
  const [section] = await quarantineSections(
    sourceOf({
      command: 'quarantine',
      config: { action },
      summary: {
        ...{ entries: entries.length, waiting: count('waiting'), released: count('released') },
        ...{ settled: count('settled'), damaged: count('damaged') },
      },
      ...sections,
    }),
  );
  return { ...rendered(section?.body ?? null), title: section?.title };
}

describe('quarantineSections', () => {
  it('puts damaged copies first, and what is done last', async () => {
    const { html, text } = await shown({
      entries: [
        entryOf({ status: 'released' }),
        entryOf({ number: 2 }),
        entryOf({ number: 3, status: 'damaged' }),
      ],
    });
    expect(allOf(html, /data-count="entries (\w+): ultrasound"/g)).toEqual([
      'damaged',
      'waiting',
      'released',
    ]);
    expect(text).toContain('only the input has the file');
    expect(text).toContain('It adds up');
  });

  it('tells why a file could not be copied', async () => {
    const { text } = await shown({ entries: [entryOf({ unkept: 'disk-full', sha256: null })] });
    expect(text).toContain('Not copied: in the input only');
    expect(text).toContain('disk-full');
    expect((await shown({ entries: [entryOf()] })).text).not.toContain('Not copied');
  });

  it('shows the hits of the one entry that is shown, and of several those with their number', async () => {
    const hit = { where: 'ImageComments', from: 'PatientName', kind: 'name' };
    const one = await shown({ entries: [entryOf()], hits: [hit] }, 'show');
    expect(one.title).toBe('One file in the quarantine');
    expect(one.html).toContain('data-at="0/hits/0/where"');
    const two = await shown({
      entries: [entryOf(), entryOf({ number: 2, code: 'screen-save' })],
      hits: [{ ...hit, number: 2 }],
    });
    expect(two.html.indexOf('entries waiting: screen-save')).toBeLessThan(two.html.indexOf('0/hits/0/where'));
    expect(two.html.match(/data-at="0\/hits\/0\/where"/g)).toHaveLength(1);
  });

  it('tells who let a file go, why, and that nobody is authenticated', async () => {
    const release = {
      ...{ number: 1, at: '2026-01-03T00:00:00.000Z', operator: 'B. Second', osUser: 'b' },
      ...{ isAuthenticated: false as const, reason: 'dose bars only', codes: ['ultrasound'], hits: [] },
      sha256: 'cd',
    };
    const { text } = await shown(
      { entries: [entryOf({ status: 'released' })], releases: [release] },
      'release',
    );
    expect(text).toContain('B. Second b dose bars only ultrasound');
    expect(text).toContain('Nobody is authenticated');
    expect(text).not.toContain('At the command line');
  });

  it('says that a quarantine is empty', async () => {
    expect((await shown({ entries: [] })).text).toContain('The quarantine is empty.');
  });
});
