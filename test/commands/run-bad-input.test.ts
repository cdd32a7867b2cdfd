import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trialText } from './assign-id/clinic.js';
import { junk } from './cli.js';
import { DEID_ALONE, pipelineText, RunLab, type RunReport } from './run/run-lab.js';

describe('a pipeline that cannot be', () => {
  const CASES: readonly (readonly [what: string, pipeline: string | undefined, message: RegExp])[] = [
    ['no pipeline', undefined, /trial\.yaml: the key 'pipeline' is missing.*deid: \{ profile: trial \}/],
    ['no deid', '{ crosswalk: x.db }', /trial\.yaml:\d+:\d+: .*deid/],
    [
      'an unknown step',
      pipelineText(`${DEID_ALONE}, qc-motoin: { limits: default }`),
      /:\d+:\d+: .*qc-motoin.*did you mean 'qc-motion'/,
    ],
    ['wrong YAML', '{ deid: [', /trial\.yaml:\d+:\d+: /],
    [
      'a profile that does not ship',
      pipelineText('deid: { profile: trail }'),
      /:\d+:\d+: .*trail.*did you mean 'trial'/,
    ],
    [
      'a profile file that is gone',
      pipelineText('deid: { profile: ./trail.yaml }'),
      /:\d+:\d+: .*trail\.yaml, which does not exist.*did you mean 'trial'/,
    ],
    [
      'a protocol that does not ship',
      pipelineText(`${DEID_ALONE}, check-protocol: { protocol: acr-mr-phantm }`),
      /:\d+:\d+: .*did you mean 'acr-mr-phantom'/,
    ],
    [
      'limits that do not ship',
      pipelineText(`${DEID_ALONE}, qc-motion: { limits: defualt }`),
      /:\d+:\d+: .*did you mean 'default'/,
    ],
    [
      'criteria that do not ship',
      pipelineText(`${DEID_ALONE}, measure-export: {}, response: { criteria: recist-1.2 }`),
      /:\d+:\d+: .*did you mean 'recist-1\.1'/,
    ],
    [
      'a list of lesions that is gone',
      pipelineText(
        `${DEID_ALONE}, measure-export: {}, response: { criteria: recist-1.1, lesions: lesions.csv }`,
      ),
      /:\d+:\d+: .*lesions\.csv, which does not exist/,
    ],
    [
      'response without measurements',
      pipelineText(`${DEID_ALONE}, response: { criteria: recist-1.1 }`),
      /:\d+:\d+: .*measure-export/,
    ],
    [
      'a project key that is gone',
      pipelineText(`keyFile: no.key, ${DEID_ALONE}`),
      /:\d+:\d+: .*no\.key, which does not exist/,
    ],
    ['a crosswalk that is gone', `{ crosswalk: no.db, crosswalkKey: x.key, ${DEID_ALONE} }`, /no\.db/],
    ['a crosswalk key that is gone', `{ crosswalk: x.db, crosswalkKey: no.key, ${DEID_ALONE} }`, /no\.key/],
    [
      'a qualification list in no folder',
      pipelineText(`${DEID_ALONE}, qc-motion: { limits: default, qualification: no/list.csv }`),
      /:\d+:\d+: .*whose folder does not exist/,
    ],
  ];
  it.each(CASES)('%s: exit 2, told, and nothing is made', async (_, pipeline, message) => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    writeFileSync(lab.trial, trialText({ pipeline }));
    const before = [lab.names(), lab.clinic.bytes().toString('base64')];
    const store = pipeline === undefined ? lab.clinic.store : [];
    expect(await lab.refused(cd, ...store)).toMatch(message);
    expect([lab.names(), lab.clinic.bytes().toString('base64')]).toEqual(before);
  });

  it('tells several faults together', async () => {
    const lab = await RunLab.make();
    writeFileSync(
      lab.trial,
      trialText({ pipeline: pipelineText('deid: { profile: trail }, qc-motion: { limits: defualt }') }),
    );
    const told = await lab.refused(lab.cd('cd', 1));
    expect([told.includes("did you mean 'trial'"), told.includes("did you mean 'default'")]).toEqual([
      true,
      true,
    ]);
  });
});

describe('what is given as a delivery', () => {
  it('and is no CD at all is told a row each, and the others are done', async () => {
    const lab = await RunLab.make();
    mkdirSync(lab.path('empty'));
    const file = join(lab.cd('one', 2), 'IM2');
    const gone = lab.path('gone');
    const paths = [lab.path('empty'), junk(2), file, lab.cd('cd', 1), gone];
    const { code, report } = await lab.runEjecting(gone, ...paths);
    const rows = report.deliveries.map(({ state, verdict, filesIn, filesOut }) => [
      state,
      verdict,
      filesIn,
      filesOut,
    ]);
    expect([code, rows]).toEqual([
      1,
      [
        ['done', 'not-evaluable', 0, 0],
        ['done', 'not-evaluable', 2, 0],
        ['done', 'pass', 1, 1],
        ['done', 'pass', 1, 1],
        ['stopped', 'fail', 0, 0],
      ],
    ]);
    expect(report.deliveries[4]?.why[0]).toBe('no such file or folder: (the delivery)');
  });

  it('and is not there is refused before anything is begun, however many are there', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    const before = lab.clinic.bytes();
    const told = await lab.refused(cd, lab.path('typo'), `07=${lab.path('other')}`);
    expect(told).toContain(`no such file or folder: ${lab.path('typo')}, ${lab.path('other')}`);
    symlinkSync(lab.path('nowhere'), lab.path('link'));
    expect(await lab.refused(lab.path('link'))).toContain(`no such file or folder: ${lab.path('link')}`);
    expect([lab.clinic.bytes().equals(before), existsSync(lab.out), existsSync(lab.state)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('and is not there is refused with --resume, too, where nothing is to be resumed', async () => {
    const lab = await RunLab.make();
    const gone = lab.path('gone');
    const refusedAgain = async (): Promise<unknown> => [
      await lab.refused(gone, '--resume'),
      (await lab.events()).length,
      existsSync(gone),
    ];
    const told = expect.stringContaining(`no such file or folder: ${gone}`);
    expect(await refusedAgain()).toEqual([told, 0, false]);
    expect([existsSync(lab.out), existsSync(lab.state)]).toEqual([false, false]);
    await lab.run(lab.cd('cd', 1));
    const { length } = await lab.events();
    expect(await refusedAgain()).toEqual([told, length, false]);
    expect((await lab.run(lab.cd('next', 2))).code).toBe(0);
  });

  it('and is gone when the run is resumed stops its delivery again, until it is back or is left', async () => {
    const lab = await RunLab.make();
    const paths = [lab.cd('cd', 1), lab.path('gone')];
    const states = (report: RunReport): string[] => report.deliveries.map(({ state }) => state);
    await lab.runEjecting(lab.path('gone'), ...paths);
    expect(states((await lab.run(...paths, '--resume')).report)).toEqual(['done', 'stopped']);
    lab.cd('gone', 2);
    const back = await lab.run(...paths, '--resume');
    expect([back.code, states(back.report)]).toEqual([0, ['done', 'done']]);
  });

  it.each([
    ['twice in one call', (cd: string) => [cd, cd]],
    ['as a folder and as a file of it', (cd: string) => [cd, join(cd, 'IM1')]],
  ])('%s comes once and is re-sent once', async (_, paths) => {
    const lab = await RunLab.make();
    const { code, report } = await lab.run(...paths(lab.cd('cd', 1)));
    const { filesIn, filesOut, duplicates } = report.summary;
    expect([code, filesIn, filesOut, duplicates]).toEqual([0, 2, 1, 1]);
    expect(report.problems.map((one) => [one.delivery, one.code])).toEqual([[2, 're-sent']]);
  });

  it('by SITE=PATH is of that site, and what is wrong with it is told', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    expect(await lab.refused(`99=${cd}`)).toContain('--site 99: the trial has no such site; it has 07');
    expect(await lab.refused('07=')).toContain('the path of a delivery is empty: 07=');
    expect(await lab.refused('')).toContain('the path of a delivery is empty');
    expect(await lab.refused(cd, '--site', '99')).toContain('the trial has no such site; it has 07');
    expect(await lab.refused('-')).toContain("reads no report from '-'");
    expect(existsSync(lab.out)).toBe(false);
    // A folder that is so called is that folder.
    const { report } = await lab.run(lab.cd('07=cd', 2), `07=${cd}`);
    expect(report.deliveries.map(({ input, site }) => [input, site])).toEqual([
      [lab.path('07=cd'), '07'],
      [cd, '07'],
    ]);
  });

  it('of no site is refused where the trial has several', async () => {
    const lab = await RunLab.make();
    const sites = '[{ id: "07" }, { id: "08" }]';
    writeFileSync(lab.trial, trialText({ sites, pipeline: pipelineText() }));
    expect(await lab.refused(lab.cd('cd', 1))).toMatch(/--site.*07, 08/);
    expect(existsSync(lab.out)).toBe(false);
  });
});

describe('--each', () => {
  it('takes each folder in the order of its name, and what lies beside them as one more', async () => {
    const lab = await RunLab.make();
    lab.cd('inbox/b', 1);
    lab.cd('inbox/a', 2);
    lab.cd('inbox', 3);
    const { code, report } = await lab.run(lab.path('inbox'), '--each');
    expect([code, report.deliveries.map(({ input, filesOut }) => [input, filesOut])]).toEqual([
      0,
      [
        [lab.path('inbox/a'), 1],
        [lab.path('inbox/b'), 1],
        [lab.path('inbox'), 1],
      ],
    ]);
  });

  it('of a folder that holds nothing does not pass', async () => {
    const lab = await RunLab.make();
    mkdirSync(lab.path('inbox'));
    const { code, report } = await lab.run(lab.path('inbox'), '--each');
    expect([code, report.verdict, report.findings.map((one) => one.code)]).toEqual([
      3,
      'not-evaluable',
      ['run-empty-place'],
    ]);
  });

  it('of a file, of nothing, or with a name that is not UTF-8 is refused', async () => {
    const lab = await RunLab.make();
    const inbox = lab.path('inbox');
    lab.cd('inbox/a', 1);
    expect(await lab.refused(join(inbox, 'a', 'IM1'), '--each')).toContain('--each needs a folder');
    expect(await lab.refused(lab.path('gone'), '--each')).toContain(
      `no such file or folder: ${lab.path('gone')}`,
    );
    mkdirSync(Buffer.concat([Buffer.from(`${inbox}/cd-`), Buffer.of(0xff)]));
    expect(await lab.refused(inbox, '--each')).toContain(`a name in ${inbox} is not UTF-8`);
    expect(existsSync(lab.out)).toBe(false);
  });
});
