import { expect, it } from 'vitest';
import { STEPS_OF_DELIVERY } from '../../../src/pipeline/run/run-delivery.js';
import { RunProgress } from '../../../src/pipeline/run/run-progress.js';

function told(
  total: number,
  work: (progress: RunProgress) => void,
): (readonly [number, number | undefined])[] {
  const seen: (readonly [number, number | undefined])[] = [];
  const sink = { update: (done: number, of?: number) => seen.push([done, of]) };
  work(new RunProgress(sink as never, total));
  return seen;
}

it('counts deliveries, with the steps of each and the share of a step', () => {
  const seen = told(3, (progress) => {
    progress.begin(2);
    progress.beginStep(3);
    progress.ofStep.update(5, 10, 'files');
  });
  expect(seen).toEqual([
    [1, 3],
    [1 + 3 / STEPS_OF_DELIVERY, 3],
    [1 + 3.5 / STEPS_OF_DELIVERY, 3],
  ]);
});

it('begins a delivery at its first step', () => {
  const seen = told(2, (progress) => {
    progress.begin(1);
    progress.beginStep(5);
    progress.begin(2);
  });
  expect(seen.at(-1)).toEqual([1, 2]);
});

it('moves nothing where a command does not say how much there is, and never past its step', () => {
  const seen = told(1, (progress) => {
    progress.begin(1);
    progress.ofStep.update(7, undefined, 'files');
    progress.ofStep.update(7, 0, 'files');
    progress.ofStep.update(30, 10, 'files');
  });
  expect(seen.map(([done]) => done)).toEqual([0, 0, 0, 1 / STEPS_OF_DELIVERY]);
});
