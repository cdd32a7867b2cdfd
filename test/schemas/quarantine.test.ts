import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type {
  QuarantineAction,
  QuarantineRow,
  QuarantineSections,
} from '../../src/report/quarantine-sections.js';

const folder = new URL('../../schemas/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const schema = read('report-quarantine.schema.json');
const examples = readdirSync(new URL('examples/report-quarantine/', folder)).filter(
  (name) => !name.includes('expected'),
);

describe('the quarantine schema', () => {
  it('knows every action, section and status of the types', () => {
    const actions: Record<QuarantineAction, true> = { list: true, show: true, release: true };
    const sections: Record<keyof QuarantineSections, true> = { entries: true, hits: true, releases: true };
    const row: Required<QuarantineRow> = {
      ...{ number: 1, status: 'waiting', code: '', bytes: 0, sha256: null, unkept: null },
      ...{ startedAt: '', operator: null, root: 0, path: '' },
    };
    const statuses: Record<QuarantineRow['status'], true> = {
      ...{ waiting: true, released: true, settled: true, damaged: true },
    };
    const { properties } = schema.$defs.entry;
    expect(schema.properties.config.properties.action.enum).toEqual(Object.keys(actions));
    expect(Object.keys(schema.properties).slice(-3)).toEqual(Object.keys(sections));
    expect(Object.keys(properties)).toEqual(Object.keys(row));
    expect(properties.status.enum).toEqual(Object.keys(statuses));
  });

  it.each(examples)('takes %s for what its name says', async (name) => {
    const validate = await validatorOf('report-quarantine');
    const isValid = validate(read(`examples/report-quarantine/${name}`)).length === 0;
    expect(isValid).toBe(name.startsWith('valid'));
  });

  it.each(['patientId', 'name', 'value', 'actual'])('lets no %s into an entry or a hit', async (key) => {
    const validate = await validatorOf('report-quarantine');
    for (const section of ['entries', 'hits']) {
      const report = read('examples/report-quarantine/valid-show.json');
      report[section][0][key] = 'X';
      expect(validate(report).map(({ keyword }) => keyword)).toEqual(['additionalProperties']);
    }
  });
});
