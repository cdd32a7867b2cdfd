import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, type ConfigProblem } from '../../src/io/config-error.js';
import { parseYaml } from '../../src/io/yaml-parse.js';

const MAPPING = 'schema: corelab/trial@1\nsponsor: Example Pharma\n';

function problems(text: string): readonly ConfigProblem[] {
  try {
    parseYaml('trial.yaml', text);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
}

/** `line:column code: message` of each problem. */
const told = (text: string): string[] =>
  problems(text).map((p) => `${p.line}:${p.column} ${p.code}: ${p.message}`);

describe('parseYaml', () => {
  it('gives the data, with keys as text and numbers as numbers', () => {
    const { data } = parseYaml('f', 'a: 1\n2: [0x10, yes, ~, "x"]\n');
    expect(data).toEqual({ a: 1, 2: [16, 'yes', null, 'x'] });
  });

  it('reads aliases and leaves merge keys as the plain keys that they are', () => {
    const { data } = parseYaml('f', 'a: &a { b: 1 }\nc: *a\nd: { <<: *a }\n');
    expect(data).toEqual({ a: { b: 1 }, c: { b: 1 }, d: { '<<': { b: 1 } } });
  });

  it('keeps a key named __proto__ as a key', () => {
    const { data } = parseYaml('f', '__proto__: { x: 1 }\n');
    expect(Object.keys(data as object)).toEqual(['__proto__']);
    expect((data as { x?: number }).x).toBeUndefined();
  });

  it('gives data or a ConfigError for any text', () => {
    const piece = fc.constantFrom(
      'a: ',
      '- ',
      '\n',
      '  ',
      '\t',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '&x ',
      '*x ',
      '? ',
      ': ',
      '|\n',
      '!t ',
      '#',
      '%',
      '---\n',
      '\0',
      'b',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const problem of problems(any)) expect(problem.message.length).toBeGreaterThan(5);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a file that is not YAML of this kind', () => {
  it.each([
    [
      'a key twice',
      `${MAPPING}sponsor: again\n`,
      '3:1 duplicate-key: this key stands twice in the same mapping',
    ],
    [
      'tabs for indentation',
      'schema: corelab/trial@1\nprotocol:\n\tid: x\n',
      '3:1 not-yaml: tabs cannot indent; use spaces',
    ],
    [
      'a colon in plain text',
      'sponsor: a: b\n',
      "1:10 not-yaml: a second ': ' on this line; put the value in quotes",
    ],
    ['an own tag', 'sponsor: !run rm\n', '1:10 custom-tag: tags (!) are not allowed'],
    ['a binary tag', 'sponsor: !!binary aGk=\n', '1:10 custom-tag: tags (!) are not allowed'],
    [
      'two documents',
      `${MAPPING}---\n${MAPPING}`,
      '3:1 not-yaml: only one document (---) may stand in the file',
    ],
    [
      'an alias without anchor',
      'sponsor: *nobody\n',
      '1:10 alias: this alias (*) names no anchor (&) above it',
    ],
    ['a key that is a list', '? [1]\n: 2\n', '1:3 not-yaml: a key must be text'],
    ['a list', '- 1\n', "1:1 not-a-mapping: must hold keys, as 'schema: …', not a single value or a list"],
    ['a word', 'hello\n', "1:1 not-a-mapping: must hold keys, as 'schema: …', not a single value or a list"],
    ['no byte', '', '0:0 empty: is empty'],
    ['nothing but a comment', '# soon\n', '0:0 empty: is empty'],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toContain(expected);
  });

  it('is stopped at a billion laughs', () => {
    const levels = Array.from({ length: 9 }, (_, i) => {
      const inner = i === 0 ? Array(9).fill('lol') : Array(9).fill(`*l${i - 1}`);
      return `l${i}: &l${i} [${inner.join(', ')}]`;
    });
    expect(told(levels.join('\n'))).toEqual(['0:0 alias: aliases (*) stand for more than 100 values']);
  });

  it('is stopped at an alias that holds itself', () => {
    const [problem] = problems('schema: &a [*a, *a]\n');
    expect(['alias', 'too-deep']).toContain(problem?.code);
  });

  it.each([70, 500, 5000, 120_000])('is stopped at %i levels', (depth) => {
    const [problem] = problems(`schema: ${'['.repeat(depth)}${']'.repeat(depth)}\n`);
    expect(problem).toMatchObject({ code: 'too-deep', message: 'is nested too deeply' });
  });

  const many = (line: (index: number) => string): string =>
    Array.from({ length: 15_000 }, (_, index) => line(index)).join('');

  it.each([
    ['different keys', many((i) => `key${i}: 1\n`), undefined],
    ['different keys in brackets', `a: {${many((i) => `k${i},`)}}`, undefined],
    ['aliases', `a: &a 1\nb: [${many(() => '*a, ')}]`, 'alias'],
    ['equal keys', many(() => 'a: 1\n'), 'duplicate-key'],
    ['anchors', `a: [${many(() => '&a 1, ')}]`, undefined],
    ['tags', many((i) => `k${i}: !a x\n`), 'custom-tag'],
  ])('is answered, and not at length, when it has thousands of %s', (_, text, code) => {
    const found = problems(text);
    expect(found.length).toBeLessThanOrEqual(50);
    expect(found[0]?.code).toBe(code);
  });
});
