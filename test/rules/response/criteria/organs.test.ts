import { describe, expect, it } from 'vitest';
import { mergeOrgans, organFaults, organKey } from '../../../../src/rules/response/criteria/organs.js';

describe('organs', () => {
  it('are found by their own name, others and codes, case and spaces aside', () => {
    const organs = mergeOrgans(new Map(), { Liver: { names: ['  Left   Hepatic Lobe '], codes: ['SCT:1'] } });
    expect([...organs]).toEqual([
      ['liver', 'liver'],
      ['left hepatic lobe', 'liver'],
      ['SCT:1', 'liver'],
    ]);
    expect(organs.get(organKey(' LEFT hepatic\tLOBE'))).toBe('liver');
  });

  it('that have sides are one organ on both', () => {
    const organs = mergeOrgans(new Map(), { kidney: { sides: true } });
    for (const name of [
      'kidney',
      'left kidney',
      'right kidney',
      'kidney, left',
      'kidney right',
      'both kidney',
    ])
      expect(organs.get(name), name).toBe('kidney');
    expect(mergeOrgans(new Map(), { liver: {} }).has('left liver')).toBe(false);
  });

  it('of a base stay, and give up what a file gives to another organ', () => {
    const base = mergeOrgans(new Map(), { lung: { names: ['pleura', 'lingula'] } });
    const own = mergeOrgans(base, { pleura: {}, lung: { names: ['hilum'] } });
    expect(Object.fromEntries(own)).toEqual({
      lung: 'lung',
      lingula: 'lung',
      hilum: 'lung',
      pleura: 'pleura',
    });
  });

  it('of one file do not share a name or code', () => {
    const told = organFaults({
      lung: { names: ['chest'], codes: ['SCT:1'], sides: true },
      pleura: { names: ['Chest', 'left lung', 'pleural'], codes: ['SCT:1'] },
    });
    expect(told.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
      "organs.pleura.names.0: 'organs.pleura.names[0]' gives 'chest' to pleura, and it is lung above already",
      "organs.pleura.names.1: 'organs.pleura.names[1]' gives 'left lung' to pleura, and it is lung above already",
      "organs.pleura.codes.0: 'organs.pleura.codes[0]' gives 'SCT:1' to pleura, and it is lung above already",
    ]);
    expect(organFaults({ lung: { names: ['lung', 'Lung'] } })).toEqual([]);
  });

  it('may have any name, also one that objects have', () => {
    expect(mergeOrgans(new Map(), { constructor: {} }).get('constructor')).toBe('constructor');
    expect(mergeOrgans(new Map(), {}).get('constructor')).toBeUndefined();
  });
});
