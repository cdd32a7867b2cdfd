import { expect, it } from 'vitest';
import type { JsonReport } from '../../../../../src/report/page/page-source.js';
import { trialSections } from '../../../../../src/report/page/sections/trial/trial-sections.js';
import type { RunDeliveryRow, RunProblemRow, RunStepRow } from '../../../../../src/report/run-sections.js';
import { deliveryRow, problemRow } from '../../../run-sample.js';
import { allOf, rendered, sourceOf } from '../../page-sample.js';

const STEP: RunStepRow = {
  command: 'deid',
  verdict: 'fail',
  report: 'ab'.repeat(32),
  path: 'r/0001/deid.json',
};
const COUNTS = { filesIn: 20, filesOut: 11, quarantined: 4, skipped: 3, duplicates: 2 };

interface Run {
  readonly deliveries?: readonly RunDeliveryRow[];
  readonly problems?: readonly RunProblemRow[];
  readonly trialSteps?: readonly RunStepRow[];
  readonly summary?: JsonReport['summary'];
}

async function shown({
  deliveries = [deliveryRow()],
  problems = [],
  trialSteps = [],
  summary = {},
}: Run = {}) {
  const counts = { deliveries: 1, done: 1, stopped: 0, needPerson: 0, ...COUNTS, ...summary };
  const sections = await trialSections(
    sourceOf({ command: 'run', deliveries, problems, trialSteps, summary: counts }),
  );
  expect(sections.map(({ chapter }) => chapter)).toEqual(['trial']);
  return rendered(sections[0]?.body ?? null);
}

it('says first how many are done and how many need a person', async () => {
  const { text } = await shown({ summary: { deliveries: 412, done: 412, needPerson: 3 } });
  expect(text).toMatch(/^Done: 412 of 412 deliveries; 3 need you\./);
});

it('says that deliveries were stopped', async () => {
  expect((await shown({ summary: { stopped: 1 } })).text).toContain('Not brought to their end: 1');
  expect((await shown()).text).not.toContain('Not brought to their end');
});

it('proves the sum of the files, in all and in each delivery', async () => {
  const { html, text } = await shown();
  expect(text).toContain(
    '20 came in = 11 released + 4 quarantined + 3 skipped + 2 that had come before It adds up: every one is accounted for.',
  );
  expect(html).toContain('data-at="0/deliveries/0/duplicates"');
  expect(text).toContain('holds');
});

it('says so when a sum does not hold, though that of all does', async () => {
  const deliveries = [
    deliveryRow(),
    deliveryRow({ delivery: 2, filesIn: 22 }),
    deliveryRow({ delivery: 3, filesIn: 18 }),
  ];
  const { html, text } = await shown({ deliveries });
  expect(text).toContain('It adds up as a whole, and proves nothing. The sum does not hold in 2 deliveries.');
  expect(html).toContain('<data value="2" data-count="deliveries whose sum does not hold">');
  expect(text).toContain('does not hold: 2 untold');
  expect(text).toContain('does not hold: -2 untold');
});

it('says so when the sum of all does not hold', async () => {
  const { html } = await shown({ summary: { filesIn: 21 } });
  expect(html).toContain('class="sum broken"');
  expect(html).toContain('<data value="1" data-count="difference of the whole and its parts">');
});

it('shows stopped deliveries first, then those to decide, then the worst', async () => {
  const deliveries = [
    deliveryRow({ delivery: 1 }),
    deliveryRow({ delivery: 2, verdict: 'warn' }),
    deliveryRow({ delivery: 3, verdict: 'fail', needsPerson: 2 }),
    deliveryRow({ delivery: 4, verdict: 'fail' }),
    deliveryRow({ delivery: 5, verdict: 'fail', state: 'stopped' }),
  ];
  const { html, text } = await shown({ deliveries });
  const [table = ''] = html.split('Where the files went');
  expect(allOf(table, /deliveries\/\d+\/delivery">(\d+)</g)).toEqual(['5', '3', '4', '2', '1']);
  expect(text).toContain('stopped');
});

it('shows the steps of a delivery as lettered marks, and where their reports lie', async () => {
  const { html, text } = await shown({
    deliveries: [deliveryRow({ steps: [STEP] })],
    trialSteps: [{ ...STEP, command: 'response' }],
  });
  expect(html).toContain('data-outcome="fail" data-at="0/deliveries/0/steps/0/verdict"');
  expect(text).toContain('Over all deliveriesFfail response');
  expect(html).toContain(`data-at="0/trialSteps/0/report">${STEP.report}`);
});

it('shows problems by delivery as the deliveries stand, the most severe first, with what decide takes', async () => {
  const { html } = await shown({
    deliveries: [deliveryRow(), deliveryRow({ delivery: 2, needsPerson: 1, verdict: 'fail' })],
    problems: [
      problemRow({ item: '1.1' }),
      problemRow({ delivery: 2, item: '2.1', severity: 'minor' }),
      problemRow({ delivery: 2, item: '2.2', severity: 'critical' }),
      problemRow({ delivery: null, item: '3.1' }),
    ],
  });
  expect(allOf(html, /problems\/\d+\/item">([^<]+)</g)).toEqual(['3.1', '2.2', '2.1', '1.1']);
  expect(html).toContain('title="over all deliveries"');
});

it('folds what asks for nobody, and loses none of it', async () => {
  const note = problemRow({ outcome: 'pass', severity: 'info', item: null, message: 'it came before' });
  const { html } = await shown({
    problems: [note, problemRow({ outcome: 'warn', item: null, message: 'beware' })],
  });
  const [open = '', folded = ''] = html.split('Worth knowing');
  expect(open).toContain('beware');
  expect(open).not.toContain('it came before');
  expect(folded).toContain('it came before');
});

it('shows a section that it does not know as it stands', async () => {
  const source = sourceOf({
    command: 'run',
    deliveries: [],
    problems: [],
    trialSteps: [],
    later: [{ a: 1 }],
    summary: { ...COUNTS },
  });
  expect((await trialSections(source)).map(({ title }) => title)).toEqual(['The run', 'run: later']);
});
