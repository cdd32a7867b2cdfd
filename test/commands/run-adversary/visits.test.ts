import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AdversaryLab, codes, disc, type Told } from './lab.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SUBJECT = '01-001-K';
const response = (more = '') => `  response: { criteria: recist-1.1, lesions: lesions.csv${more} }\n`;
const LESIONS = `subject,lesion,role\n${SUBJECT},Lesion 42,target\n`;

describe('a visit of which the response leaves something open', () => {
  let lab: AdversaryLab;
  const open = async () => {
    const { report } = await lab.status('--worklist');
    const rows = report.worklist.filter(({ item }: { item: string | null }) => item !== null);
    return rows.map(({ subject, visit, code }: Record<string, string | null>) => [subject, visit, code]);
  };

  beforeAll(async () => {
    lab = await AdversaryLab.make((text) => text + response(', ongoing: false'));
    lab.write('lesions.csv', LESIONS);
    const { all } = await disc('n1');
    lab.cd('v1', ...all);
    lab.cd('v2', ...(await disc('n1', 'V2')).all);
  });

  it('needs a person, and its run names subject, site and visit; what is of the subject holds up no visit', async () => {
    const run = await lab.run(lab.path('v1'));
    expect(codes(run)).toContain('response-method-unknown');
    const of = ({ command }: { command: string }) => command === 'response';
    expect(run.report.problems.filter(of)).toMatchObject([
      { code: 'response-method-unknown', site: '01', subject: SUBJECT, visit: 'V1' },
      { code: 'response-best-not-evaluable', site: '01', subject: SUBJECT, visit: null },
    ]);
    expect(await lab.v1(SUBJECT)).toBe('needs-person');
    expect(await open()).toEqual([
      [SUBJECT, 'V1', 'response-method-unknown'],
      [SUBJECT, null, 'response-best-not-evaluable'],
    ]);
    const [first] = await lab.worklist();
    await lab.decide([first?.item ?? ''], '--waive');
    expect(await lab.v1(SUBJECT)).toBe('passed');
    const { report } = await lab.status();
    const own = report.subjects.find(({ subject }: { subject: string }) => subject === SUBJECT);
    expect(own.openItems).toBe(1);
  });

  it('is not asked again for what was decided, and the last judgement takes the place of the one before', async () => {
    await lab.acceptAll();
    await lab.run(lab.path('v1'));
    expect(await open()).toEqual([]);
    expect(await lab.v1(SUBJECT)).toBe('passed');
    await lab.run(lab.path('v2'));
    // Each once, with what is so now: nothing of the judgement before stands beside it.
    expect(await open()).toEqual([
      [SUBJECT, 'V1', 'response-method-unknown'],
      [SUBJECT, null, 'response-best-not-evaluable'],
    ]);
  });

  it('has not passed when a person rejects that', async () => {
    const [first] = await lab.worklist();
    await lab.decide([first?.item ?? ''], '--reject');
    expect(await lab.v1(SUBJECT)).toBe('rejected');
  });
});

describe('a subject that may have further visits', () => {
  it('is not asked about for want of a best response', async () => {
    const lab = await AdversaryLab.make((text) => text + response());
    lab.write('lesions.csv', LESIONS);
    lab.cd('v1', ...(await disc('n1')).all);
    const run = await lab.run(lab.path('v1'));
    const of = ({ command }: { command: string }) => command === 'response';
    expect(run.report.problems.filter(of)).toMatchObject([{ code: 'response-method-unknown' }]);
    const waiting = await lab.worklist();
    expect(waiting.map(({ code }) => code)).toEqual(['response-method-unknown']);
  });
});

describe('a study that came on two CDs and was corrected', () => {
  let lab: AdversaryLab;
  const unfinished = ({ report }: Told) =>
    report.findings.filter(({ code }: { code: string }) => code === 'status-visit-unfinished');

  beforeAll(async () => {
    lab = await AdversaryLab.make((text) => text.replace('-{check}', '').replace('iso7064-mod37-2', 'none'));
    const { t1, bold } = await disc('n1');
    lab.cd('t1', ...t1);
    lab.cd('bold', ...bold);
    await lab.run(lab.path('t1'), lab.path('bold'));
    await lab.acceptAll();
    expect(await lab.v1('01-001')).toBe('passed');
    lab.correct('01-001', '01-777');
    expect(await lab.v1('01-777')).toBe('received');
  });

  it('is received while one of them has not come again, and says how much of it has', async () => {
    await lab.run(lab.path('t1'));
    await lab.acceptAll();
    // Twice the same part is not the whole, though it is as many files.
    await lab.run(lab.path('t1'));
    expect(await lab.v1('01-777')).toBe('received');
    const [told] = unfinished(await lab.status());
    expect(told).toMatchObject({ expected: 17, actual: 12, unit: 'instances' });
  });

  it('has passed when both have gone through again, of which the checks saw the whole', async () => {
    const run = await lab.run(lab.path('bold'));
    expect(codes(run)).toEqual(['re-sent']);
    expect(await lab.v1('01-777')).toBe('passed');
    expect(unfinished(await lab.status())).toEqual([]);
  });
});
