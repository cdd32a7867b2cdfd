import type { StackGeometry } from '../../../study/series-geometry.js';
import type { Known, Sample, SeriesView } from '../series-view.js';
import { unknown } from './derive.js';

/**
 * A value of each stack, largest stack first. Frames without a place in the patient are in no stack: of them nothing
 * is known, and that is a sample, too, so that what the stacks say does not stand for them. None where no frame has a
 * place.
 */
export function perStack(view: SeriesView, read: (stack: StackGeometry) => Known): readonly Sample[] {
  const { stacks, unplaced } = view.geometry;
  if (stacks.length === 0) return [];
  const instances = stacks.length > 1 ? instancesByStack(view) : [];
  const samples = stacks.map((stack, number) => ({
    value: read(stack),
    instances: instances[number] ?? [],
  }));
  if (unplaced === 0) return samples;
  const frames = unplaced === 1 ? '1 frame has' : `${unplaced} frames have`;
  return [...samples, { value: unknown(`${frames} no place in the patient`), instances: [] }];
}

function instancesByStack(view: SeriesView): number[][] {
  const byStack: Set<number>[] = view.geometry.stacks.map(() => new Set());
  for (const { stack, slices } of view.volumes()) {
    for (const { instance } of slices) byStack[stack]?.add(instance);
  }
  return byStack.map((instances) => [...instances].sort((a, b) => a - b));
}
