import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { ResponseSections } from '../../../src/report/response-sections.js';
import { type MeasuredReport, measureExport, written } from '../measure-export/measured.js';

const { files } = await OBJECTS.make();
const place = written(files);
const without = await measureExport([place]);

const lesions = join(mkdtempSync(join(tmpdir(), 'corelab-add-')), 'lesions.csv');
writeFileSync(lesions, 'subject,lesion,role,organ,node\nperson-1,Lesion 1,target,lung,no\n');

const asked = { criteria: 'recist-1.1', lengths: 'recomputed', lesions } as const;
const added = (await measureExport([place], { respond: asked })) as unknown as MeasuredReport &
  ResponseSections;

describe('Responses in a report of measurements', () => {
  it('leave what was measured as it is', () => {
    expect([added.rows, added.references]).toEqual([without.rows, without.references]);
    expect(added.summary).toMatchObject(without.summary);
    const told = without.findings.map(({ code }) => code);
    expect(added.findings.slice(0, told.length).map(({ code }) => code)).toEqual(told);
    for (const name of ['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated']) {
      expect([name, name in without, name in added]).toEqual([name, false, true]);
    }
  });

  it('name criteria, lengths and facts in the configuration, and count diameters', () => {
    expect(added.config).toMatchObject({
      ...without.config,
      lengths: 'recomputed',
      criteria: { name: 'recist-1.1' },
    });
    expect(added.config.facts).toMatchObject([{ path: lesions, form: 'lesions', rows: 1 }]);
    const counts = added.summary as unknown as Readonly<Record<string, number>>;
    expect(counts.diameters).toBeGreaterThan(0);
    expect(counts).not.toHaveProperty('rowsIn');
    expect(counts).not.toHaveProperty('evaluable');
    expect(counts).toHaveProperty('evaluableTimePoints');
    expect(added.verdict).not.toBe('pass');
  });

  it('are refused with criteria or facts that cannot be read', async () => {
    await expect(measureExport([place], { respond: { ...asked, criteria: 'recist-9' } })).rejects.toThrow(
      'recist-9',
    );
    await expect(
      measureExport([place], { respond: { ...asked, lesions: '/nowhere.csv' } }),
    ).rejects.toThrow();
  });
});
