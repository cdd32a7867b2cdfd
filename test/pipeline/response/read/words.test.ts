import { describe, expect, it } from 'vitest';
import { wordKey } from '../../../../src/pipeline/csv/line-cells.js';
import {
  AXIS_WORDS,
  METHOD_WORDS,
  ROLE_WORDS,
  STATE_WORDS,
} from '../../../../src/pipeline/response/read/words.js';
import { LESION_STATES, METHODS, ROLES } from '../../../../src/rules/response/words.js';

describe('the words of a CSV of rows', () => {
  it('are those of the engine themselves', () => {
    for (const state of LESION_STATES) expect(STATE_WORDS.get(wordKey(state))).toBe(state);
    for (const method of METHODS) expect(METHOD_WORDS.get(wordKey(method))).toBe(method);
    for (const role of ROLES) expect(ROLE_WORDS.get(wordKey(role))).toBe(role);
  });

  it.each([
    ['Nontarget', ROLE_WORDS, 'non-target'],
    ['Non target', ROLE_WORDS, 'non-target'],
    ['NT', ROLE_WORDS, 'non-target'],
    ['New lesion', ROLE_WORDS, 'new'],
    ['Too small to measure', STATE_WORDS, 'too-small'],
    ['Disappeared', STATE_WORDS, 'absent'],
    ['NE', STATE_WORDS, 'not-evaluated'],
    ['not evaluable', STATE_WORDS, 'not-evaluated'],
    ['Unequivocal progression', STATE_WORDS, 'progressed'],
    ['MR', METHOD_WORDS, 'mri'],
    ['CXR', METHOD_WORDS, 'chest-x-ray'],
    ['Chest X-ray', METHOD_WORDS, 'chest-x-ray'],
    ['Physical examination', METHOD_WORDS, 'clinical'],
    ['LDIAM', AXIS_WORDS, 'long'],
  ] as const)('are found under other names: %s', (text, words, meaning) => {
    expect(words.get(wordKey(text))).toBe(meaning);
  });

  it.each([
    ['ND', STATE_WORDS],
    ['progression', STATE_WORDS],
    ['PET/CT', METHOD_WORDS],
    ['X-ray', METHOD_WORDS],
    ['index', ROLE_WORDS],
  ] as const)('do not guess what %s means', (text, words) => {
    expect(words.get(wordKey(text))).toBeUndefined();
  });
});
