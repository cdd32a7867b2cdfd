import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/pipeline/response/load-criteria.js';
import { answers, combinationsOf, combinationText } from '../../src/rules/response/criteria/cells.js';
import { type Criteria, LYMPH_NODES } from '../../src/rules/response/criteria/criteria.js';
import { CONFIRMED, RECIST } from '../rules/response/recist.js';

const FOLDER = fileURLToPath(new URL('../../protocols/criteria/', import.meta.url));

const shipped = async (name: string): Promise<Criteria> => (await loadCriteria(name)).criteria;

/** The overall response of each combination, with its source. */
const cellsOf = (criteria: Criteria, table: 'overall' | 'nonTargetOnly'): string[] =>
  combinationsOf(table).map((combination) => {
    const row = criteria[table].find((one) => answers(one, combination));
    return `${combinationText(combination)}: ${row?.overall} (${row?.source})`;
  });

const restOf = ({ overall, nonTargetOnly, organs, ...rest }: Criteria) => rest;

describe('criteria that ship', () => {
  it('are these', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(['recist-1.1-confirmed.yaml', 'recist-1.1.yaml']);
  });

  it('recist-1.1 are the paper, number by number', async () => {
    expect(restOf(await shipped('recist-1.1'))).toEqual(restOf(RECIST));
  });

  it.each(['overall', 'nonTargetOnly'] as const)(
    'recist-1.1 has each cell of %s, and its row',
    async (table) => {
      expect(cellsOf(await shipped('recist-1.1'), table)).toEqual(cellsOf(RECIST, table));
    },
  );

  it('recist-1.1-confirmed makes one choice, and modifies nothing', async () => {
    const confirmed = await shipped('recist-1.1-confirmed');
    expect(confirmed.best).toEqual(CONFIRMED.best);
    expect(confirmed).toMatchObject({
      name: 'recist-1.1-confirmed',
      title: 'RECIST 1.1, responses confirmed',
      modifications: [],
      choices: ['best.confirmation.required: true'],
    });
  });
});

describe('the organs of recist-1.1', () => {
  it('are those of the hand-written criteria, and more', async () => {
    const { organs } = await shipped('recist-1.1');
    for (const [name, organ] of RECIST.organs) expect(organs.get(name), name).toBe(organ);
    expect(new Set(organs.values()).size).toBeGreaterThan(40);
  });

  it.each([
    ['lung, left upper lobe', 'lung'],
    ['adrenal gland, right', 'adrenal gland'],
    ['kidney, left', 'kidney'],
    ['ileum', 'small intestine'],
    ['ilium', 'bone'],
    ['l5 vertebra', 'bone'],
    ['axillary lymph node', LYMPH_NODES],
    ['lymph node, mediastinal', LYMPH_NODES],
    ['left inguinal lymph nodes', LYMPH_NODES],
    ['SCT:15497006', 'ovary'],
    ['SRT:T-62000', 'liver'],
    ['SCT:68171009', LYMPH_NODES],
  ])('have %s as %s', async (name, organ) => {
    expect((await shipped('recist-1.1')).organs.get(name)).toBe(organ);
  });

  it('are looked up by names in lower case, and by codes with their scheme', async () => {
    for (const name of (await shipped('recist-1.1')).organs.keys())
      expect(name).toMatch(/^(?:[a-z0-9][a-z0-9 ,()-]*|(?:SCT:\d+|SRT:[A-Z0-9]+-[A-Z0-9]+|RADLEX:RID\d+))$/);
  });
});
