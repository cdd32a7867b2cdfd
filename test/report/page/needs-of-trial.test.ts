import { expect, it } from 'vitest';
import { needsOf } from '../../../src/report/page/needs-of.js';
import { deliveryRow, problemRow } from '../run-sample.js';
import { taskRow } from '../status-sample.js';
import { findingOf, sourceOf } from './page-sample.js';

function runOf(problems: readonly unknown[], findings = [openFinding()]) {
  return sourceOf({ command: 'run', findings, deliveries: [deliveryRow()], problems, trialSteps: [] });
}

function openFinding() {
  return findingOf({
    ...{ code: 'run-delivery-open', message: 'delivery 1 needs a person: it deviates' },
    subject: { name: 'delivery 1' },
  });
}

function statusOf(
  message: string,
  code: 'status-needs-person' | 'status-visit-missed' = 'status-needs-person',
) {
  return (worklist: readonly unknown[]) =>
    sourceOf({ command: 'status', findings: [findingOf({ code, message })], worklist });
}

it('tells a problem of a run with its delivery, its item and its values', () => {
  const [need, ...others] = needsOf([runOf([problemRow()])]);
  expect(others).toEqual([]);
  expect(need).toMatchObject({
    code: { value: 'protocol-deviation', at: '0/problems/0/code' },
    item: { value: '41.2', at: '0/problems/0/item' },
    expected: { value: '12' },
  });
  expect(need?.about.map(({ value }) => value)).toEqual(['/data/inbox/cd-1', '01-0007-K', 'V2', 't1']);
});

it("keeps the sum of a delivery whose problems are not as bad, are another's, or are none", () => {
  for (const problems of [[], [problemRow({ outcome: 'warn' })], [problemRow({ delivery: 2 })]])
    expect(needsOf([runOf(problems)]).map(({ code }) => code.value)).toContain('run-delivery-open');
});

it('tells a delivery that was stopped beside its problems', () => {
  const stopped = { ...openFinding(), code: 'run-delivery-stopped' as const };
  expect(needsOf([runOf([problemRow()], [stopped])]).map(({ code }) => code.value)).toEqual([
    ...['run-delivery-stopped', 'protocol-deviation'],
  ]);
});

it('tells what was found over all deliveries once', () => {
  const step = findingOf({ code: 'run-step-open', message: 'response over all deliveries: it deviates' });
  const codes = (problem: object) => needsOf([runOf([problem], [step])]).map(({ code }) => code.value);
  expect(codes(problemRow({ delivery: null, command: 'response' }))).toEqual(['protocol-deviation']);
  expect(codes(problemRow({ delivery: null, command: 'manifest' }))).toContain('run-step-open');
});

it('tells the rows of a worklist in place of the finding that counts them', () => {
  const [need, ...others] = needsOf([statusOf('01-0007-K, V2: 1 to be decided')([taskRow()])]);
  expect(others).toEqual([]);
  expect(need).toMatchObject({ item: { value: '41.2' }, message: { at: '0/worklist/0/why' } });
});

it('keeps the finding where no row is of that subject and visit', () => {
  for (const row of [
    taskRow({ visit: 'V3' }),
    taskRow({ outcome: 'warn' }),
    taskRow({ what: 'visit-missed' }),
  ])
    expect(
      needsOf([statusOf('01-0007-K, V2: 1 to be decided')([row])]).map(({ code }) => code.value),
    ).toContain('status-needs-person');
});

it('knows the rows of a delivery of nobody by their site', () => {
  const row = taskRow({ subject: null, visit: null });
  const of = (site: string) => statusOf(`site ${site}, delivery 4 of run r: 3 to be decided`)([row]);
  expect(needsOf([of('01')])).toHaveLength(1);
  expect(needsOf([of('02')])).toHaveLength(2);
});

it('tells a missed visit once', () => {
  const row = taskRow({ what: 'visit-missed', code: 'status-visit-missed', item: null });
  const needs = needsOf([statusOf('01-0007-K, V2: nothing came', 'status-visit-missed')([row])]);
  expect(needs.map(({ message }) => message.value)).toEqual(['it deviates']);
});
