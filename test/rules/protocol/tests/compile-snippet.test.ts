import { describe, expect, it } from 'vitest';
import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import { compileSnippet } from '../../../../src/rules/protocol/tests/compile-snippet.js';
import type { Snippet } from '../../../../src/rules/protocol/tests/snippet-view.js';

const compile = (header: RawTest['header']) => compileSnippet(header, ['tests', 0, 'header']);

function snippetOf(header: RawTest['header']): Snippet {
  const compiled = compile(header);
  if ('ok' in compiled) return compiled.ok;
  throw new Error(compiled.faults.map(({ message }) => message).join('\n'));
}

const faultsOf = (header: RawTest['header']): string[] => {
  const compiled = compile(header);
  return 'ok' in compiled ? [] : compiled.faults.map(({ message }) => message);
};

describe('a header snippet', () => {
  it.each([
    ['a number with its unit', { EchoTime: '3 ms' }, ['3'], [3]],
    ['a number in another unit', { EchoTime: '0.003 s' }, ['3'], [3]],
    ['a number without one', { NumberOfAverages: 2 }, ['2'], [2]],
    ['several numbers', { PixelSpacing: ['1 mm', '0.5 mm'] }, ['1', '0.5'], [1, 0.5]],
  ])('holds %s', (_, header, texts, numbers) => {
    const [reading] = snippetOf(header).attributes.values();
    expect(reading).toEqual({ state: 'value', texts, numbers });
  });

  it.each([
    ['a text', { SeriesDescription: '> 3 ms' }, ['> 3 ms']],
    ['several texts', { ImageType: ['ORIGINAL', 'PRIMARY'] }, ['ORIGINAL', 'PRIMARY']],
    ['texts of which one is empty', { ImageType: ['ORIGINAL', ''] }, ['ORIGINAL', '']],
  ])('holds %s as it stands', (_, header, texts) => {
    const [reading] = snippetOf(header).attributes.values();
    expect(reading).toEqual({ state: 'value', texts });
  });

  it('holds attributes without a value', () => {
    const { attributes } = snippetOf({ EchoTime: [], SeriesDescription: '', ImageType: [''] });
    expect([...attributes]).toEqual([
      ['EchoTime', { state: 'empty' }],
      ['SeriesDescription', { state: 'empty' }],
      ['ImageType', { state: 'empty' }],
    ]);
  });

  it('holds private elements and entries of Siemens headers, with or without numbers', () => {
    const { attributes } = snippetOf({ 'EXAMPLE/0019/0C': 1000, 'csa.PhaseEncodingDirectionPositive': '1' });
    expect([...attributes]).toEqual([
      ['EXAMPLE/19/c', { state: 'value', texts: ['1000'], numbers: [1000] }],
      ['csa.PhaseEncodingDirectionPositive', { state: 'value', texts: ['1'] }],
    ]);
  });

  it('holds derived values by name', () => {
    const { attributes, derived } = snippetOf({ sliceSpacing: '1 mm', regularSpacing: true });
    expect(attributes.size).toBe(0);
    expect([...derived]).toEqual([
      ['sliceSpacing', { state: 'value', texts: ['1'], numbers: [1] }],
      ['regularSpacing', { state: 'value', texts: ['true'] }],
    ]);
  });

  it.each([
    [{ EchTime: '3 ms' }, 'EchTime', "(did you mean 'EchoTime'?)"],
    [{ EchoTime: 3 }, 'EchoTime', 'ms'],
    [{ EchoTime: '3 mm' }, 'EchoTime', 'mm'],
    [{ NumberOfAverages: '2 ms' }, 'NumberOfAverages', 'ms'],
    [{ PixelSpacing: ['1 mm', 1] }, 'PixelSpacing[1]', 'mm'],
    [
      { LossyImageCompression: 1 },
      'LossyImageCompression',
      'is 1, and the quantity holds text; put it in quotes',
    ],
    [{ Modality: ['MR', 'CT'] }, 'Modality', 'holds several values, and the quantity has one'],
    [{ EchoTime: 'three ms' }, 'EchoTime', 'is'],
    [{ EchoTime: '> 3 ms' }, 'EchoTime', 'is > 3 ms, which is no value that a header could hold'],
    [{ regularSpacing: 'perhaps' }, 'regularSpacing', 'true'],
  ])('tells the fault of %j', (header, place, text) => {
    const faults = faultsOf(header as RawTest['header']);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`'tests[0].header.${place}'`);
    expect(faults[0]).toContain(text);
  });
});
