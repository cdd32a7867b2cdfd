import { describe, expect, it } from 'vitest';
import { snippetView } from '../../../../src/rules/protocol/tests/snippet-view.js';
import type { Reading } from '../../../../src/study/probe/probe.js';

const value = (...texts: string[]): Reading => ({ state: 'value', texts });

const view = snippetView({
  attributes: new Map<string, Reading>([
    ['Modality', value('MR')],
    ['Manufacturer', value('SIEMENS')],
    ['SoftwareVersions', value('syngo MR XA30', 'N4')],
    ['SeriesDescription', { state: 'empty' }],
    ['EXAMPLE/19/c', value('1')],
  ]),
  derived: new Map<string, Reading>([['sliceSpacing', value('1')]]),
});

describe('a series of a header snippet', () => {
  it('has one instance, which holds what the snippet says', () => {
    expect(view.instances).toEqual([0]);
    expect(view.readings({ kind: 'attribute', path: 'Modality' })).toEqual([
      { reading: value('MR'), instances: [0] },
    ]);
    expect(view.readings({ kind: 'private', creator: 'EXAMPLE', group: 0x19, element: 0x0c })).toEqual([
      { reading: value('1'), instances: [0] },
    ]);
    expect(view.readings({ kind: 'attribute', path: 'SeriesDescription' })[0]?.reading).toEqual({
      state: 'empty',
    });
  });

  it('holds nothing else', () => {
    expect(view.readings({ kind: 'attribute', path: 'EchoTime' })[0]?.reading).toEqual({ state: 'absent' });
    expect(view.given?.('sliceGap')).toBeUndefined();
    expect([view.geometry.stacks, view.volumes(), view.separator('EchoTime')]).toEqual([[], [], []]);
  });

  it('gives derived values', () => {
    expect(view.given?.('sliceSpacing')).toEqual(value('1'));
  });

  it('has the header that goes with it', () => {
    expect(view.headers).toHaveLength(1);
    expect(view.headers[0]).toMatchObject({
      modality: 'MR',
      manufacturer: 'SIEMENS',
      softwareVersions: ['syngo MR XA30', 'N4'],
      seriesDescription: '',
      model: '',
    });
  });
});
