import { describe, expect, it } from 'vitest';
import { type DecideFlags, decidedOf } from '../../src/cli/decide-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

const decided = (items: readonly string[], flags: Partial<DecideFlags>) =>
  decidedOf(items, { reason: 'seen', ...flags } as DecideFlags);

describe('the flags of decide', () => {
  it.each([
    [{ accept: true }, 'accepted'],
    [{ waive: true }, 'waived'],
    [{ reject: true }, 'rejected'],
  ] as const)('%j say what was decided on the items', (flags, decision) => {
    expect(decided(['41.2', '41.3'], flags)).toEqual({ items: ['41.2', '41.3'], decision, reason: 'seen' });
  });

  it('take the text of a query or an answer', () => {
    expect(decided(['41.2'], { query: 'Why?' })).toEqual({
      ...{ items: ['41.2'], decision: 'queried', reason: 'seen', text: 'Why?' },
    });
    expect(decided(['41.2'], { answer: 'So' })).toMatchObject({ decision: 'answered', text: 'So' });
  });

  it('take the report of what left, and to whom it went', () => {
    const reason = 'transfer 12';
    expect(decided([], { exported: 'rows.json', to: 'sponsor', reason })).toEqual({
      ...{ items: [], decision: 'exported', reason, report: 'rows.json', to: 'sponsor' },
    });
  });

  it.each([
    [[], {}, /give one of/],
    [['41.2'], {}, /give one of/],
    [['41.2'], { accept: false, waive: false }, /give one of/],
    [['41.2'], { accept: true, reject: true }, /give one of/],
    [['41.2'], { query: 'Why?', answer: 'So' }, /give one of/],
    [[], { accept: true, exported: 'rows.json', to: 'sponsor' }, /give one of/],
    [['41.2'], { exported: 'rows.json', to: 'sponsor' }, /takes no ITEM/],
    [[], { exported: 'rows.json' }, /needs --to/],
    [[], { accept: true }, /give an ITEM/],
    [[], { query: 'Why?' }, /give an ITEM/],
  ] as const)('of %j, %j are refused, and it is said what to give', (items, flags, text) => {
    expect(() => decided(items, flags)).toThrow(UsageError);
    expect(() => decided(items, flags)).toThrow(text);
  });

  it('leave an empty text to be refused by what reads it: it was given', () => {
    expect(decided(['41.2'], { query: '' })).toMatchObject({ decision: 'queried', text: '' });
  });
});
