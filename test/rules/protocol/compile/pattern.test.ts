import { describe, expect, it } from 'vitest';
import { isPattern } from '../../../../src/rules/protocol/compile/pattern.js';
import { constraintOf, description, faultsOf } from './quantities.js';

describe('isPattern', () => {
  it('tells what is written as a pattern', () => {
    expect(['/a/', '/a/i', '//', '/a/b/', '/a/gi'].map(isPattern)).toEqual([true, true, true, true, true]);
    expect(['a', '/a', 'a/', 'a/b', '/a/I', '/a/ '].map(isPattern)).toEqual(Array(6).fill(false));
  });
});

describe('patterns', () => {
  it('keep slashes within', () => {
    const [test] = constraintOf(description, '/T2/FLAIR/i').tests;
    expect(test?.kind === 'matches' && test.pattern.test('ax t2/flair')).toBe(true);
  });

  it.each([
    ['(', 'a bracket ( is not closed'],
    ['ab(c', 'a bracket ( is not closed'],
    ['a)', 'a bracket ) closes nothing'],
    ['x[a', 'a bracket [ is not closed, at character 2: [a'],
    ['x[z-a]', 'a set in [ ] or a class of characters is not known, at character 3: z-a'],
    ['a\\', 'nothing follows the last \\'],
    ['b(a)\\1', 'a sequence with \\ is not known (RE2 has no back references), at character 5: \\1'],
    ['ba**', 'a repetition is repeated, at character 3: **'],
    ['*a', 'a repetition has nothing to repeat, at character 1: *'],
    [
      'a{1001}',
      'a repetition is of more than 1000, or its bounds are the wrong way round, at character 2: {1001}',
    ],
    ['(?=a)', 'a construct with (? is not known (RE2 has no look-around), at character 1: (?='],
    ['(?P<a', 'the name of a group is not valid'],
    ['(?P<a>x)(?P<a>y)', 'two groups have one name, at character 5: a'],
  ])('have a fault that says what and where: %s', (pattern, text) => {
    expect(faultsOf(description, { matches: pattern })).toEqual([
      `matches: is no pattern of RE2 syntax: ${text}`,
    ]);
  });

  it('have a fault at the place of a value alone', () => {
    expect(faultsOf(description, '/(/i')).toEqual(['is no pattern of RE2 syntax: a bracket ( is not closed']);
  });

  it('without a second slash are none', () => {
    const text = "begins with / and is no pattern without a second one (did you mean '/mprage/'?)";
    expect(faultsOf(description, '/mprage')).toEqual([text]);
    expect(faultsOf(description, { matches: '/mprage' })).toEqual([`matches: ${text}`]);
  });

  it('know one flag', () => {
    expect(faultsOf(description, '/mprage/g')).toEqual([
      "has unknown flags after its last /: only i (any case) is known (did you mean '/mprage/i'?)",
    ]);
    expect(faultsOf(description, '/usr/bin')).toHaveLength(1);
  });

  it('that are empty match everything, and are a fault', () => {
    const text = 'is an empty pattern, which matches everything: write present: true';
    expect(faultsOf(description, '//')).toEqual([text]);
    expect(faultsOf(description, '//i')).toEqual([text]);
    expect(faultsOf(description, { matches: '' })).toEqual([`matches: ${text}`]);
  });

  it('are texts', () => {
    expect(faultsOf(description, { matches: 3 })).toEqual(['matches: is no pattern: a text is wanted']);
  });

  it('are of bounded size', () => {
    expect(faultsOf(description, { matches: 'a'.repeat(1001) })).toEqual([
      'matches: is a pattern of more than 1000 characters',
    ]);
    expect(faultsOf(description, { matches: `/${'a'.repeat(2000)}` })).toHaveLength(1);
    const large = Array.from({ length: 9 }, () => '[a-z]{1000}').join('x');
    expect(faultsOf(description, { matches: large })).toEqual([
      'matches: is too large a pattern: its repetitions multiply',
    ]);
  });

  it('cannot hang: (a+)+$ on 100,000 characters', () => {
    const [test] = constraintOf(description, { matches: '(a+)+$' }).tests;
    const started = performance.now();
    expect(test?.kind === 'matches' && test.pattern.test(`${'a'.repeat(100_000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
