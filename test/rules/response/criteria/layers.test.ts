import { describe, expect, it } from 'vitest';
import { basedOn, criteriaOf, faultsOf, recist } from './scene.js';

describe('a trial of two targets', () => {
  const TRIAL = basedOn('source: "Charter 2.0, 5.3"\ntargets: { most: 2, mostPerOrgan: 1 }');

  it('says what it modifies, and on whose word', async () => {
    const { criteria } = await criteriaOf(TRIAL, await recist());
    expect(criteria).toMatchObject({
      name: 'recist-1.1-modified',
      title: 'RECIST 1.1, modified',
      source: 'Charter 2.0, 5.3',
      modifications: ['targets.most: 5 → 2', 'targets.mostPerOrgan: 2 → 1'],
      choices: [],
      targets: { most: 2, mostPerOrgan: 1, source: 'Charter 2.0, 5.3, modifying Eisenhauer 2009, 4.2' },
    });
  });

  it('keeps all that it does not name', async () => {
    const base = await recist();
    const { criteria } = await criteriaOf(TRIAL, base);
    const { name, title, source, modifications, targets, ...rest } = criteria;
    expect(base.criteria).toMatchObject(rest);
  });

  it('has nobody to stand for it without a source', async () => {
    expect(await faultsOf(basedOn('targets: { most: 2 }'), await recist())).toEqual([
      "targets: 'targets' is changed on nobody's word: it needs a 'source', or the file does",
    ]);
    expect(await faultsOf(basedOn('targets: { most: 2, source: Charter }'), await recist())).toEqual([]);
    const rows = 'nonTargetOnly: [{ nonTarget: any, newLesion: any, overall: NE }]';
    expect(await faultsOf(basedOn(rows), await recist())).toEqual([
      "nonTargetOnly.0: 'nonTargetOnly[0]' is changed on nobody's word: it needs a 'source', or the file does",
    ]);
  });

  it('says so whatever title it has, and needs a name of its own', async () => {
    const titled = async (title: string) =>
      (await criteriaOf(`${TRIAL}\ntitle: ${title}\n`, await recist())).criteria.title;
    expect(await titled('TRIAL-01')).toBe('TRIAL-01 (RECIST 1.1, modified)');
    expect(await titled('RECIST 1.1')).toBe('RECIST 1.1, modified');
    expect(await titled('"RECIST 1.1, modified by TRIAL-01"')).toBe('RECIST 1.1, modified by TRIAL-01');
    expect(await faultsOf(`${TRIAL}\nname: recist-1.1\n`, await recist())).toEqual([
      "name: 'name' is 'recist-1.1', the criteria that this file modifies: it needs a name of its own",
    ]);
  });
});

describe('a file with a base', () => {
  it('that says the same in another way modifies nothing', async () => {
    const text = basedOn('title: Ours\ntargets: { most: 5 }\nnodes: { pathologicalFrom: 1.0 cm }');
    const { criteria } = await criteriaOf(text, await recist());
    expect(criteria).toMatchObject({ title: 'Ours', modifications: [], choices: [] });
    expect(criteria.nodes.source).toBe('Eisenhauer 2009, 4.2 and 4.3.1');
  });

  it('makes the choices that are left to it, which modify nothing', async () => {
    const text = basedOn(
      `best: { confirmation: { required: true, minimumDays: 42, mayLieBetween: 0 }, stable: { minimumDays: 56 } }
target: { partialContinues: once-assigned }
organs: { sternum plate: {}, lung: { names: [azygos lobe] } }`,
    );
    const { criteria } = await criteriaOf(text, await recist());
    expect(criteria).toMatchObject({ title: 'RECIST 1.1', name: 'recist-1.1', modifications: [] });
    expect(criteria.choices).toEqual([
      'best.confirmation.required: true',
      'best.confirmation.minimumDays: 42',
      'best.confirmation.mayLieBetween: 0',
      'best.stable.minimumDays: 56',
      'target.partialContinues: once-assigned',
      'organs: sternum plate, lung',
    ]);
    expect(criteria.organs.get('sternum plate')).toBe('sternum plate');
    expect(criteria.organs.get('azygos lobe')).toBe('lung');
    expect(criteria.organs.get('left lung')).toBe('lung');
  });

  it('is modified where a name counts for another organ than before', async () => {
    const { criteria } = await criteriaOf(basedOn('organs: { chest wall: {} }'), await recist());
    expect(criteria.modifications).toEqual(['organs: chest wall: soft tissue → chest wall']);
    expect(criteria.title).toBe('RECIST 1.1, modified');
  });

  it('tells each number of a list that it replaces, and each cell of a table', async () => {
    const text = basedOn(`source: Charter
target:
  rules:
    - { answer: CR, when: disappeared }
    - { answer: PD, when: increased, by: 25%, over: nadir }
    - { answer: PR, when: decreased, by: 30%, below: baseline }
    - { answer: SD, when: otherwise }
measurable:
  - { kind: lesion, methods: [ct, mri], axis: long, atLeast: 10 mm }
  - { kind: node, methods: [ct, mri], axis: short, atLeast: 15 mm }
nonTargetOnly:
  - { nonTarget: PD, newLesion: any, overall: PD }
  - { nonTarget: any, newLesion: YES, overall: PD }
  - { nonTarget: [CR, NON-CR/NON-PD, NE, NONE], newLesion: NE, overall: NE }
  - { nonTarget: CR, newLesion: NO, overall: CR }
  - { nonTarget: [NON-CR/NON-PD, NE], newLesion: NO, overall: NON-CR/NON-PD }
  - { nonTarget: NONE, newLesion: NO, overall: NE }
`);
    const { criteria } = await criteriaOf(text, await recist());
    expect(criteria.modifications).toEqual([
      expect.stringMatching(
        /^measurable: \[\{ kind: lesion, methods: \[ct, mri\], .*atLeast: 20 mm.* → \[.*\]$/,
      ),
      'target.rules[1].by: 20% → 25%',
      'target.rules[1].atLeast: 5 mm → none',
      'nonTargetOnly: NE × NO: NE → NON-CR/NON-PD',
    ]);
    expect(criteria.target.rules[1]?.source).toBe('Charter');
  });

  it('on a base with a base is held against the criteria at the bottom', async () => {
    const middle = await criteriaOf(
      basedOn('name: A\nsource: Charter A\ntargets: { most: 2 }\nbest: { confirmation: { required: true } }'),
      await recist(),
    );
    const back = await criteriaOf(basedOn('source: Charter B\ntargets: { most: 5 }'), middle);
    expect(back.criteria).toMatchObject({
      name: 'A',
      title: 'RECIST 1.1',
      modifications: [],
      choices: ['best.confirmation.required: true'],
    });
    const more = await criteriaOf(basedOn('source: Charter B\ntooSmall: { size: 4 mm }'), middle);
    expect(more.criteria.modifications).toEqual(['targets.most: 5 → 2', 'tooSmall.size: 5 mm → 4 mm']);
    expect(more.criteria.title).toBe('RECIST 1.1, modified');
  });

  it('is checked as a whole', async () => {
    const text = basedOn('source: Charter\nnodes: { pathologicalFrom: 16 mm }');
    expect(await faultsOf(text, await recist())).toEqual([
      "measurable.3.atLeast: 'measurable[3].atLeast' is below 'nodes.pathologicalFrom': such a node would be of normal size at baseline",
    ]);
  });
});

describe('criteria with the thresholds of RECIST 1.0', () => {
  // Therasse 2000, J Natl Cancer Inst 92:205: 10 lesions, 5 an organ, 20% without a least increase, nodes as other lesions.
  const TEXT = basedOn(`name: recist-1.0-thresholds
source: Therasse 2000
targets: { most: 10, mostPerOrgan: 5, source: "Therasse 2000, 2.2" }
measurable:
  - { kind: lesion, methods: [ct, mri], axis: long, atLeast: 10 mm }
  - { kind: node, methods: [ct, mri], axis: long, atLeast: 10 mm }
nodes: { pathologicalFrom: 1 mm }
target:
  rules:
    - { answer: CR, when: disappeared }
    - { answer: PD, when: increased, by: 20%, over: nadir }
    - { answer: PR, when: decreased, by: 30%, below: baseline }
    - { answer: SD, when: otherwise }
`);

  it('are data alone', async () => {
    const { criteria } = await criteriaOf(TEXT, await recist());
    expect(criteria.targets).toEqual({ most: 10, mostPerOrgan: 5, source: 'Therasse 2000, 2.2' });
    const [, progression] = criteria.target.rules;
    if (progression?.when !== 'increased') throw new Error('not the rule');
    expect([progression.percent.toFixed(), progression.mm.toFixed()]).toEqual(['20', '0']);
    expect(criteria.measurable.map(({ axis }) => axis)).toEqual(['long', 'long']);
    expect(criteria.modifications).toHaveLength(5);
    expect(criteria.title).toBe('RECIST 1.1, modified');
  });
});
