import { describe, expect, it } from 'vitest';
import { criteriaOf, faultsOf, LEAST } from './scene.js';

const changed = (from: string, to: string): string => {
  expect(LEAST).toContain(from);
  return LEAST.replace(from, to);
};

describe('a criteria file', () => {
  it('gives its own source to all that has none', async () => {
    const { criteria } = await criteriaOf(LEAST);
    expect(criteria).toMatchObject({ name: 'least', title: 'The least that criteria say' });
    const { targets, nodes, tooSmall, baseline, target, best, measurable, overall } = criteria;
    const sources = [
      ...[targets, nodes, tooSmall, baseline, target, best, best.confirmation, best.stable],
      ...[...measurable, ...target.rules, ...overall, ...criteria.nonTargetOnly],
    ].map(({ source }) => source);
    expect(sources).toHaveLength(15);
    expect(new Set(sources)).toEqual(new Set(['Manual, 1']));
    expect(criteria).toMatchObject({ modifications: [], choices: [] });
  });

  it('has exact lengths, and no least increase where none is said', async () => {
    const { criteria } = await criteriaOf(LEAST);
    expect(criteria.measurable[1]?.atLeastMm.toFixed()).toBe('15');
    const [rule] = criteria.target.rules;
    if (rule?.when !== 'increased') throw new Error('not the rule');
    expect([rule.percent.toFixed(), rule.mm.toFixed()]).toEqual(['20', '0']);
  });
});

describe('responses', () => {
  it.each([
    ['code: PD, kind: progression', 'code: PD, kind: stable', 'responses: ', 'has none of kind progression'],
    [
      'code: NE, kind: not-evaluable',
      'code: NE, kind: progression',
      'responses: ',
      'has 0 of kind not-evaluable, and needs exactly one',
    ],
    ['kind: complete', 'kind: not-evaluable', 'responses: ', 'has 2 of kind not-evaluable'],
    ['code: CR, kind', 'code: PD, kind', 'responses.1.code: ', "is 'PD', which stands above already"],
    [
      '{ code: CR, kind: complete, meaning: gone }\n  - { code: PD, kind: progression, meaning: worse }',
      '{ code: PD, kind: progression, meaning: worse }\n  - { code: CR, kind: complete, meaning: gone }',
      'responses.1: ',
      "is complete, below 'PD', which is progression: the best comes first",
    ],
  ])('with %s → %s are told', async (from, to, path, text) => {
    const told = await faultsOf(changed(from, to));
    expect(told.filter((one) => one.startsWith(path) && one.includes(text))).toHaveLength(1);
  });
});

describe('rules of target lesions', () => {
  const INCREASED = '- { answer: PD, when: increased, by: 20%, over: nadir }';
  const OTHERWISE = '- { answer: SD, when: otherwise }';
  const rules = (...lines: readonly string[]): string =>
    changed(`${INCREASED}\n    ${OTHERWISE}`, lines.join('\n    '));

  it.each([
    [
      'no otherwise',
      [INCREASED, '- { answer: CR, when: disappeared }'],
      "'target.rules' must end with a rule 'when: otherwise'",
    ],
    [
      'a rule after otherwise',
      [OTHERWISE, INCREASED],
      "'target.rules[1]' can never be reached: target.rules[0] holds before it",
    ],
    [
      'nothing that progresses',
      ['- { answer: PR, when: decreased, by: 30%, below: baseline }', OTHERWISE],
      "'target.rules' has no rule that answers PD: nothing would ever progress",
    ],
    [
      'the same twice',
      [INCREASED, INCREASED, OTHERWISE],
      "'target.rules[1]' can never be reached: target.rules[0] holds before it",
    ],
    [
      'a larger increase over baseline after one over nadir',
      [INCREASED, '- { answer: PD, when: increased, by: 25%, over: baseline }', OTHERWISE],
      "'target.rules[1]' can never be reached: target.rules[0] holds before it",
    ],
    [
      'a larger decrease after a smaller one',
      [
        INCREASED,
        '- { answer: PR, when: decreased, by: 30%, below: baseline }',
        '- { answer: CR, when: decreased, by: 30%, below: baseline }',
        OTHERWISE,
      ],
      "'target.rules[2]' can never be reached: target.rules[1] holds before it",
    ],
    [
      'no increase at all',
      ['- { answer: PD, when: increased, by: 0%, atLeast: 0 mm, over: nadir }', OTHERWISE],
      "'target.rules[0]' asks for no increase at all",
    ],
    [
      'a decrease beyond nothing',
      [INCREASED, '- { answer: PR, when: decreased, by: 100.1%, below: baseline }', OTHERWISE],
      "'target.rules[1].by' is more than 100%: no sum shrinks so",
    ],
    [
      'a share without its sign',
      ['- { answer: PD, when: increased, by: 20, over: nadir }', OTHERWISE],
      "'target.rules[0].by' is '20', without a unit (did you mean '20%'?)",
    ],
  ])('with %s are told', async (_, lines, told) => {
    expect((await faultsOf(rules(...lines))).map((one) => one.replace(/^\S+ /, ''))).toEqual([told]);
  });

  it.each([
    ['over baseline before one over nadir', '- { answer: PD, when: increased, by: 20%, over: baseline }'],
    ['by more', '- { answer: PD, when: increased, by: 25%, over: nadir }'],
    ['by more mm', '- { answer: PD, when: increased, by: 20%, atLeast: 5 mm, over: nadir }'],
  ])('may ask for an increase %s', async (_, line) => {
    expect(await faultsOf(rules(line, INCREASED, OTHERWISE))).toEqual([]);
  });
});

describe('what is measurable', () => {
  it.each([
    [
      'kind: node, methods: [ct], axis: short',
      'kind: lesion, methods: [mri], axis: short',
      "'measurable' does not say when a node is measurable: an entry with 'kind: node' is missing",
    ],
    [
      '{ kind: node',
      '{ kind: node, methods: [mri, ct], axis: short, atLeast: 10 mm }\n  - { kind: node',
      "'measurable[2].methods[0]' is 'ct', which an entry above has for the same kind (node)",
    ],
    [
      'atLeast: 1.5 cm',
      'atLeast: 9.99 mm',
      "'measurable[1].atLeast' is below 'nodes.pathologicalFrom': such a node would be of normal size at baseline",
    ],
    [
      'axis: long, atLeast: 10 mm',
      'axis: long, slices: { upTo: 5, times: 2 }, atLeast: 10 mm',
      "'measurable[0].slices.upTo' is '5', without a unit (did you mean '5 mm'?)",
    ],
  ])('with %s → %s is told', async (from, to, told) => {
    expect((await faultsOf(changed(from, to))).map((one) => one.replace(/^\S+ /, ''))).toEqual([told]);
  });

  it('may begin where nodes are pathological', async () => {
    expect(await faultsOf(changed('atLeast: 1.5 cm', 'atLeast: 10 mm'))).toEqual([]);
  });
});

describe('all faults of a file', () => {
  it('are told at once', async () => {
    const text = changed('size: 5 mm', 'size: 5').replace('overall: PD', 'overall: PDD');
    expect(await faultsOf(text)).toEqual([
      "tooSmall.size: 'tooSmall.size' is '5', without a unit (did you mean '5 mm'?)",
      "overall.0.overall: 'overall[0].overall' is 'PDD', no code of 'responses'; there are CR, PD, NE (did you mean 'PD'?)",
    ]);
  });
});
