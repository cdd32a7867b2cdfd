import { expect, test } from 'vitest';
import type { MeasureProblem } from '../../../src/measure/problem.js';
import type { MeasurementItem } from '../../../src/measure/source.js';
import { ofPatients } from '../../../src/pipeline/measure-export/of-patients.js';
import { unheld } from '../../../src/pipeline/measure-export/unheld.js';

const LENGTH = { value: '410668003', scheme: 'SCT', meaning: 'Length' };
const SCORE = { value: 'score', scheme: '99X', meaning: 'Score' };
const LINE = { kind: 'planar', type: 'POLYLINE', points: [], origin: 'frame', units: 'pixel' } as const;

function item(concept: typeof LENGTH, hasGeometry: boolean, text: string | undefined = '5'): MeasurementItem {
  return {
    ...{ itemPath: '1.2', parents: [], modifiers: [], concept, geometryOf: 'item' },
    geometries: hasGeometry ? [LINE] : [],
    context: { sites: [], observer: {}, realWorldMaps: [], sourceImages: [], qualitative: [] },
    stored: text === undefined ? {} : { text },
  };
}

const codes = (one: MeasurementItem, problems: MeasureProblem[], agrees: 'yes' | 'no' | 'not-evaluable') =>
  unheld(one, { agrees }, { problems, why: 'for a reason' }).map(({ code }) => code);

test('a stored value without geometry, or of no figure, has nothing that it is held against', () => {
  expect(codes(item(LENGTH, false), [], 'not-evaluable')).toEqual(['nothing-to-hold-against']);
  expect(codes(item(SCORE, true), [], 'not-evaluable')).toEqual(['nothing-to-hold-against']);
});

test('one whose geometry does not give its figure is not recomputed, and the reason stands with it', () => {
  const found = unheld(
    item(LENGTH, true),
    { agrees: 'not-evaluable' },
    { problems: [], why: 'it names several frames' },
  );
  expect(found).toEqual([{ code: 'not-recomputed', detail: 'it names several frames' }]);
  expect(codes(item(LENGTH, true), [{ code: 'coordinates-outside' }], 'not-evaluable')).toEqual([
    'not-recomputed',
  ]);
});

test('nothing is said twice: another problem that tells why is enough', () => {
  expect(codes(item(LENGTH, true), [{ code: 'image-absent' }], 'not-evaluable')).toEqual([]);
  expect(codes(item(LENGTH, false), [{ code: 'unit-missing' }], 'not-evaluable')).toEqual([]);
});

test('nothing is said of what was compared, nor of what stores no value', () => {
  expect(codes(item(LENGTH, true), [], 'yes')).toEqual([]);
  expect(codes(item(LENGTH, true), [], 'no')).toEqual([]);
  const { stored: _, ...without } = item(LENGTH, false);
  expect(codes(without, [], 'not-evaluable')).toEqual([]);
});

test('an object and images of two patients are told apart as far as both say whose they are', () => {
  expect(ofPatients('A', 'B')).toEqual([{ code: 'patient-at-odds' }]);
  for (const [own = '', other = ''] of [
    ['A', 'A'],
    ['', 'B'],
    ['A', ''],
  ]) {
    expect(ofPatients(own, other)).toEqual([]);
  }
});
