import { Big } from 'big.js';
import type { Criteria, OverallRow } from '../../../src/rules/response/criteria/criteria.js';

const TABLE_1 = 'Eisenhauer 2009, Table 1';
const TABLE_2 = 'Eisenhauer 2009, Table 2';
const NOT_LOOKED = 'corelab: never falsely green';

function row(
  [target, nonTarget, newLesion]: readonly [
    OverallRow['target'],
    OverallRow['nonTarget'],
    OverallRow['newLesion'],
  ],
  overall: string,
  source: string,
): OverallRow {
  return { target, nonTarget, newLesion, overall, source };
}

/** RECIST 1.1 written by hand for unit tests of the engine; test/rules/response/criteria holds the file that ships against it. */
export const RECIST: Criteria = {
  name: 'recist-1.1',
  title: 'RECIST 1.1',
  source: 'Eisenhauer EA et al. 2009, Eur J Cancer 45:228-247',
  modifications: [],
  choices: [],
  responses: [
    { code: 'CR', kind: 'complete', meaning: 'complete response' },
    { code: 'PR', kind: 'partial', meaning: 'partial response' },
    { code: 'SD', kind: 'stable', meaning: 'stable disease' },
    { code: 'NON-CR/NON-PD', kind: 'neither', meaning: 'neither complete response nor progression' },
    { code: 'PD', kind: 'progression', meaning: 'progressive disease' },
    { code: 'NE', kind: 'not-evaluable', meaning: 'not evaluable' },
  ],
  targets: { most: 5, mostPerOrgan: 2, source: 'Eisenhauer 2009, 4.2' },
  measurable: [
    {
      kind: 'lesion',
      methods: ['ct', 'mri'],
      axis: 'long',
      atLeastMm: new Big(10),
      slices: { upToMm: new Big(5), times: new Big(2) },
      source: 'Eisenhauer 2009, 3.1.1 and 3.2.2',
    },
    {
      kind: 'lesion',
      methods: ['chest-x-ray'],
      axis: 'long',
      atLeastMm: new Big(20),
      source: 'Eisenhauer 2009, 3.1.1',
    },
    {
      kind: 'lesion',
      methods: ['clinical'],
      axis: 'long',
      atLeastMm: new Big(10),
      source: 'Eisenhauer 2009, 3.1.1',
    },
    {
      kind: 'node',
      methods: ['ct', 'mri'],
      axis: 'short',
      atLeastMm: new Big(15),
      slices: { upToMm: new Big(5), times: new Big(2) },
      source: 'Eisenhauer 2009, 3.1.1',
    },
  ],
  nodes: { pathologicalFromMm: new Big(10), source: 'Eisenhauer 2009, 4.2 and 4.3.1' },
  tooSmall: { mm: new Big(5), source: 'Eisenhauer 2009, 4.3.2' },
  baseline: { daysBeforeTreatment: 28, source: 'Eisenhauer 2009, 3.2.1' },
  target: {
    measure: 'sum-of-diameters',
    rules: [
      { answer: 'CR', when: 'disappeared', source: 'Eisenhauer 2009, 4.3.1' },
      {
        answer: 'PD',
        when: 'increased',
        percent: new Big(20),
        mm: new Big(5),
        over: 'nadir',
        source: 'Eisenhauer 2009, 4.3.1',
      },
      {
        answer: 'PR',
        when: 'decreased',
        percent: new Big(30),
        below: 'baseline',
        source: 'Eisenhauer 2009, 4.3.1',
      },
      { answer: 'SD', when: 'otherwise', source: 'Eisenhauer 2009, 4.3.1' },
    ],
    partialContinues: 'never',
    source: 'Eisenhauer 2009, 4.3.1',
  },
  overall: [
    row([['PD'], [], []], 'PD', `${TABLE_1}, row 7`),
    row([[], ['PD'], []], 'PD', `${TABLE_1}, row 8`),
    row([[], [], ['YES']], 'PD', `${TABLE_1}, row 9`),
    row([[], [], ['NE']], 'NE', NOT_LOOKED),
    row([['CR'], ['CR', 'NONE'], ['NO']], 'CR', `${TABLE_1}, row 1`),
    row([['CR'], ['NON-CR/NON-PD'], ['NO']], 'PR', `${TABLE_1}, row 2`),
    row([['CR'], ['NE'], ['NO']], 'PR', `${TABLE_1}, row 3`),
    row([['PR'], ['CR', 'NON-CR/NON-PD', 'NE', 'NONE'], ['NO']], 'PR', `${TABLE_1}, row 4`),
    row([['SD'], ['CR', 'NON-CR/NON-PD', 'NE', 'NONE'], ['NO']], 'SD', `${TABLE_1}, row 5`),
    row([['NE'], ['CR', 'NON-CR/NON-PD', 'NE', 'NONE'], ['NO']], 'NE', `${TABLE_1}, row 6`),
  ],
  nonTargetOnly: [
    row([['NONE'], ['PD'], []], 'PD', `${TABLE_2}, row 4`),
    row([['NONE'], [], ['YES']], 'PD', `${TABLE_2}, row 5`),
    row([['NONE'], [], ['NE']], 'NE', NOT_LOOKED),
    row([['NONE'], ['CR'], ['NO']], 'CR', `${TABLE_2}, row 1`),
    row([['NONE'], ['NON-CR/NON-PD'], ['NO']], 'NON-CR/NON-PD', `${TABLE_2}, row 2`),
    row([['NONE'], ['NE', 'NONE'], ['NO']], 'NE', `${TABLE_2}, row 3`),
  ],
  best: {
    confirmation: {
      isRequired: false,
      minimumDays: 28,
      mayLieBetween: 1,
      source: 'Eisenhauer 2009, 4.4.3, 4.4.4, 4.6.1 and Table 3',
    },
    stable: { minimumDays: 42, source: 'Eisenhauer 2009, 4.4.3 and 4.6.1' },
    source: 'Eisenhauer 2009, 4.4.3',
  },
  organs: new Map([
    ['lung', 'lung'],
    ['left lung', 'lung'],
    ['right lung', 'lung'],
    ['SCT:39607008', 'lung'],
    ['liver', 'liver'],
    ['SCT:10200004', 'liver'],
    ['kidney', 'kidney'],
    ['bone', 'bone'],
    ['lymph node', 'lymph nodes'],
    ['lymph nodes', 'lymph nodes'],
    ['SCT:59441001', 'lymph nodes'],
  ]),
};

/** RECIST 1.1 in a trial that confirms responses. */
export const CONFIRMED: Criteria = {
  ...RECIST,
  best: { ...RECIST.best, confirmation: { ...RECIST.best.confirmation, isRequired: true } },
};
