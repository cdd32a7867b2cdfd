import { describe, expect, it } from 'vitest';
import { type CheckProtocolFlags, checkProtocolMode } from '../../src/cli/check-protocol-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

const flags = (over: Partial<CheckProtocolFlags> = {}): CheckProtocolFlags => ({
  protocol: 'p.yaml',
  site: undefined,
  visit: undefined,
  against: undefined,
  dispositions: undefined,
  explain: false,
  lint: false,
  exclude: undefined as never,
  json: undefined,
  ...over,
});

describe('what check-protocol is asked to do', () => {
  it('is to check the paths that are given', () => {
    expect(checkProtocolMode(flags(), ['cd/'])).toBe('check');
  });

  it('cannot be to check nothing', () => {
    expect(() => checkProtocolMode(flags(), [])).toThrow(UsageError);
    expect(() => checkProtocolMode(flags(), [])).toThrow("'-' for a report on standard input");
  });

  it('may be to explain or to lint the protocol alone, not both', () => {
    expect(checkProtocolMode(flags({ explain: true }), [])).toBe('explain');
    expect(checkProtocolMode(flags({ lint: true }), [])).toBe('lint');
    expect(() => checkProtocolMode(flags({ explain: true, lint: true }), [])).toThrow('exclude each other');
  });

  it('takes neither paths nor flags of checking with the protocol alone', () => {
    expect(() => checkProtocolMode(flags({ lint: true }), ['cd/'])).toThrow(
      '--lint reads the protocol alone',
    );
    for (const flag of ['site', 'visit', 'against', 'dispositions'] as const)
      expect(() => checkProtocolMode(flags({ explain: true, [flag]: 'x' }), [])).toThrow(
        `takes no --${flag}`,
      );
    expect(() => checkProtocolMode(flags({ explain: true, exclude: ['*.xml'] }), [])).toThrow('--exclude');
  });
});
