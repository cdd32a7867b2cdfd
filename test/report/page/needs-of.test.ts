import { expect, it } from 'vitest';
import { needsOf } from '../../../src/report/page/needs-of.js';
import { findingOf, sourceOf } from './page-sample.js';

it('orders by severity, then by outcome, then as the reports do', () => {
  const first = sourceOf({
    findings: [
      findingOf({ message: 'minor fail', severity: 'minor' }),
      findingOf({ message: 'major warn', outcome: 'warn' }),
      findingOf({ message: 'major not evaluable', outcome: 'not-evaluable' }),
      findingOf({ message: 'major fail' }),
    ],
  });
  const second = sourceOf(
    {
      findings: [
        findingOf({ message: 'another major fail' }),
        findingOf({ message: 'critical warn', severity: 'critical', outcome: 'warn' }),
      ],
    },
    1,
  );
  expect(needsOf([first, second]).map(({ message }) => message.value)).toEqual([
    ...[
      'critical warn',
      'major fail',
      'another major fail',
      'major not evaluable',
      'major warn',
      'minor fail',
    ],
  ]);
});

it('tells only what fails, could not be evaluated, or warns', () => {
  const outcomes = ['pass', 'not-applicable', 'warn', 'not-evaluable', 'fail'] as const;
  const findings = outcomes.map((outcome) => findingOf({ outcome }));
  expect(needsOf([sourceOf({ findings })]).map(({ outcome }) => outcome.value)).toEqual([
    ...['fail', 'not-evaluable', 'warn'],
  ]);
});

it('names a file by its path, one that was itself given by its root, and else the narrowest name', () => {
  const source = sourceOf({
    roots: [{ id: 4, path: '/in/one.dcm' }],
    files: [
      { root: 4, path: 'a/b.dcm', kind: 'dicom', bytes: 1 },
      { root: 4, path: '', kind: 'dicom', bytes: 1 },
    ],
    findings: [
      findingOf({ subject: { file: 0, seriesUID: '1.2' } }),
      findingOf({ subject: { file: 1 } }),
      findingOf({ subject: { studyUID: '1.2', seriesUID: '1.2.3' } }),
      findingOf({ subject: {} }),
      findingOf(),
    ],
  });
  expect(needsOf([source]).map(({ about }) => about)).toEqual([
    [{ value: 'a/b.dcm', at: '0/files/0/path' }],
    [{ value: '/in/one.dcm', at: '0/roots/0/path' }],
    [{ value: '1.2.3', at: '0/findings/2/subject/seriesUID' }],
    [],
    [],
  ]);
});

it('leads values back to the report, several as one text, and leaves out what is not told', () => {
  const findings = [findingOf({ expected: [1, 2], actual: 0, unit: 'mm' })];
  const [need] = needsOf([sourceOf({ findings }, 3)]);
  expect(need).toMatchObject({
    expected: { value: '1, 2', at: '3/findings/0/expected' },
    actual: { value: 0, at: '3/findings/0/actual' },
    because: { value: 'corelab: nothing lost', at: '3/findings/0/source' },
  });
  expect(need).not.toHaveProperty('item');
});
