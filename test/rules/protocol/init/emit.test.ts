import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asProtocol, type Draft } from '../../../../src/rules/protocol/init/draft.js';
import { emitProtocol } from '../../../../src/rules/protocol/init/emit.js';
import type { RawCheck } from '../../../../src/rules/protocol/protocol.js';

function line(name: string, raw: RawCheck, comment = '') {
  return { name, raw, comment, tight: true };
}

const NASTY = [
  'yes',
  '1',
  'null',
  ' # no comment',
  'a: b',
  '- x',
  '{a}',
  '*alias',
  '&anchor',
  '!tag',
  '"quoted"',
  "it's",
  '%x',
  '@y',
  '~',
  'é\u2028',
];

const DRAFT: Draft = {
  names: { id: 'X-1', version: 1, title: 'A: "B" # C' },
  entries: [
    {
      name: 't1',
      title: 'no: 1',
      members: [],
      match: [line('Modality', 'MR'), line('SeriesDescription', '/^t1\\+$/i', 'as it was # written')],
      count: { min: 0, max: 2 },
      checks: [
        line('EchoTime', { value: '3 ms', tol: '1%' }, 'seen 3 ms'),
        line('ScanOptions', { set: NASTY }),
      ],
      variants: [{ name: 'GE', when: { Manufacturer: 'GE' }, checks: [line('FlipAngle', '9 deg')] }],
      leftOut: [
        { name: 'A', why: 'absent' },
        { name: 'B', why: 'it cannot be read' },
        { name: 'C', why: 'absent' },
      ],
    },
  ],
  exclusions: [{ match: [{ ...line('Modality', 'CT'), holds: () => true }], reason: 'no part of it' }],
};

describe('the YAML of a draft', () => {
  const text = emitProtocol(DRAFT);

  it('holds what the draft holds, whatever its values look like', () => {
    expect(parse(text)).toEqual(asProtocol(DRAFT));
  });

  it('begins with the line of the schema, and then says what it is', () => {
    const [first, second] = text.split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../schemas/protocol.schema.json');
    expect(second).toMatch(/^# Made from a reference acquisition/);
    expect(text).toMatch(/\nschema: corelab\/protocol@1\n/);
  });

  it('says beside a check what was seen, and below all what is not asked for', () => {
    expect(text).toContain('EchoTime: { value: 3 ms, tol: 1% } # seen 3 ms');
    expect(text).toContain('# not asked for (absent): A, C\n');
    expect(text).toContain('# not asked for (it cannot be read): B\n');
  });

  it('has neither exclusions nor variants where there are none', () => {
    const [entry] = DRAFT.entries;
    const bare = emitProtocol({
      ...DRAFT,
      entries: entry ? [{ ...entry, variants: [] }] : [],
      exclusions: [],
    });
    expect(bare).not.toMatch(/exclude:|variants:/);
  });
});
