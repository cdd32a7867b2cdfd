import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import type {
  RunDeliveryRow,
  RunProblemRow,
  RunSections,
  RunStepRow,
  RunSummary,
} from '../../src/report/run-sections.js';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${path}`, import.meta.url), 'utf8'));
const schema = read('report-run.schema.json');
const example = () => read('examples/report-run/valid-re-sent-and-repeat.json');

/** Every key, so that a new one does not compile until it stands here. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const delivery: Keys<RunDeliveryRow> = {
  ...{ delivery: true, input: true, site: true, state: true, verdict: true, filesIn: true, filesOut: true },
  ...{ quarantined: true, skipped: true, duplicates: true, subjects: true, visits: true },
  ...{ needsPerson: true, why: true, steps: true },
};
const step: Keys<RunStepRow> = { command: true, verdict: true, report: true, path: true };
const problem: Keys<RunProblemRow> = {
  ...{ delivery: true, command: true, site: true, subject: true, visit: true, code: true, outcome: true },
  ...{ severity: true, message: true, name: true, expected: true, actual: true, unit: true, source: true },
  ...{ count: true, item: true },
};
const sections: Keys<RunSections> = { deliveries: true, problems: true, trialSteps: true };
// It is a record of counts: its keys are told one by one.
const summary = ['deliveries', 'done', 'stopped', 'needPerson', 'filesIn', 'filesOut', 'quarantined'];

describe('the schema of run', () => {
  it.each<[string, object]>([
    ['runDeliveryRow', delivery],
    ['runStepRow', step],
    ['runProblemRow', problem],
  ])('knows every key of a %s, and asks for it', (name, value) => {
    expect(Object.keys(schema.$defs[name].properties)).toEqual(Object.keys(value));
    expect(schema.$defs[name].required).toEqual(Object.keys(value));
  });

  it('asks for every section and every count', () => {
    expect(schema.required).toEqual(Object.keys(sections));
    const known: RunSummary = example().summary;
    expect(schema.properties.summary.required).toEqual([...summary, 'skipped', 'duplicates']);
    expect(Object.keys(schema.properties.summary.properties)).toEqual(schema.properties.summary.required);
    expect(Object.keys(known)).toEqual(schema.properties.summary.required);
  });

  it.each([
    ['deliveries', 'patientId'],
    ['deliveries', 'studyUID'],
    ['problems', 'studyUID'],
    ['problems', 'details'],
  ])('lets nothing into %s that could name a person: %s', async (section, key) => {
    const validate = await validatorOf('report-run');
    const report = example();
    const [row] = report[section];
    const errors = validate({ ...report, [section]: [{ ...row, [key]: 'X' }] });
    expect(errors.map(({ keyword }) => keyword)).toEqual(['additionalProperties']);
  });

  it('numbers events and problems from 1 in an item', async () => {
    const validate = await validatorOf('report-run');
    const report = example();
    const [row] = report.problems;
    const faults = (item: string | null) =>
      validate({ ...report, problems: [{ ...row, item }] }).map(({ keyword }) => keyword);
    expect(['1.1', '10.20', null].map(faults)).toEqual([[], [], []]);
    expect(['0.1', '1.0', '1', '1.1.1', ' 1.1', '01.1'].map(faults)).toEqual(Array(6).fill(['pattern']));
  });
});
