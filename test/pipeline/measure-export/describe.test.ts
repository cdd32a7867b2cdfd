import { describe, expect, it } from 'vitest';
import { describer } from '../../../src/pipeline/measure-export/describe.js';
import { RowCodes, rowUid } from '../../../src/pipeline/measure-export/row-code.js';

const headers = [{ identifying: { words: ['Doe^Jane'], phrases: [] } }];
const source = { identifying: { words: ['Long^Oswald'], phrases: ['Saint Nowhere'] } };
const known = { headers, sources: [source, { unreadable: 'internal-error' }] } as unknown as Parameters<
  typeof describer
>[1];

describe('free text of a report', () => {
  it('loses names of headers and of objects, organisations and days', () => {
    const text = 'T1 by Jane, Oswald at Saint Nowhere on 2024-08-05';
    expect(describer(false, known)(text)).toBe('T1 by ***, *** at *** on ***');
    expect(describer(true, known)(text)).toBe(text);
  });
});

describe('a code of a row', () => {
  const codes = new RowCodes(describer(false, known));

  it('keeps known codes and their meanings, whatever people are called', () => {
    const axis = { value: '103339001', scheme: 'SCT', meaning: 'Long Axis' };
    expect(codes.of(axis)).toEqual(axis);
  });

  it('describes other meanings, and values of private schemes', () => {
    expect(codes.of({ value: 'T-Oswald', scheme: '99OSWALD', meaning: 'Seen by Jane' })).toEqual({
      ...{ value: 'T-***', scheme: '***', meaning: 'Seen by ***' },
    });
    expect(codes.of({ value: '108369006', scheme: 'SCT', meaning: 'Neoplasm of Jane' })).toEqual({
      ...{ value: '108369006', scheme: 'SCT', meaning: 'Neoplasm of ***' },
    });
    expect(codes.of(undefined)).toBeNull();
  });

  it('takes a UID as it stands, and text in its place as text', () => {
    const clean = describer(false, known);
    expect(rowUid('2.25.123456789', clean)).toBe('2.25.123456789');
    expect(rowUid('of Jane', clean)).toBe('of ***');
    expect(rowUid(undefined, clean)).toBeNull();
  });
});
