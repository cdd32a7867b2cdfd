import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type { CrosswalkAction, CrosswalkSections } from '../../src/report/crosswalk-sections.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const schema = read('report-crosswalk.schema.json');

describe('the crosswalk schema', () => {
  it('knows every action and every section of the types', () => {
    const actions: Record<CrosswalkAction, true> = {
      ...{ new: true, list: true, show: true, merge: true, correct: true, withdraw: true, excuse: true },
      ...{ export: true, verify: true, rekey: true, audit: true },
    };
    const sections: Record<keyof CrosswalkSections, true> = {
      ...{ subjects: true, studies: true, history: true, excuses: true, affected: true },
      ...{ verification: true, audit: true, notes: true, identities: true, readings: true, crosswalk: true },
    };
    expect(schema.properties.config.properties.action.enum).toEqual(Object.keys(actions));
    expect(Object.keys(schema.properties).slice(-11)).toEqual(Object.keys(sections));
  });

  it.each(['subjects', 'studies', 'affected', 'audit', 'notes'])(
    'lets nothing that names a person into %s',
    async (section) => {
      const validate = await validatorOf('report-crosswalk');
      const examples = ['valid-show', 'valid-correct', 'valid-audit'].map((name) =>
        read(`examples/report-crosswalk/${name}.json`),
      );
      const report = examples.find((example) => section in example);
      for (const key of ['name', 'names', 'patientId', 'birthDate', 'details', 'before', 'after']) {
        const [row] = report[section];
        const errors = validate({ ...report, [section]: [{ ...row, [key]: 'X' }] });
        expect(errors.map(({ keyword }) => keyword)).toEqual(['additionalProperties']);
      }
    },
  );

  it('wants a count at least of every action', async () => {
    const validate = await validatorOf('report-crosswalk');
    const report = { ...read('examples/report-crosswalk/valid-list.json'), summary: {} };
    expect(validate(report).map(({ keyword }) => keyword)).toContain('minProperties');
  });
});
