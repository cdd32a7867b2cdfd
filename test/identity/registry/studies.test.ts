import { describe, expect, it } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import { addContent, contentOf } from '../../../src/identity/registry/contents.js';
import { deliveriesOf } from '../../../src/identity/registry/deliveries.js';
import { addRelease, releasesOf } from '../../../src/identity/registry/releases.js';
import { addStudy, placeStudy, studiesOf, studiesWithUid } from '../../../src/identity/registry/studies.js';
import { ACTION, deliveryIn, emptyCrosswalk, subjectIn, trialIn } from './registry-world.js';

function study(writer: Writer, studyUID: string, day: number) {
  const trial = trialIn(writer);
  const subject = writer.row('subjects', 'subject = ?', 'S1')?.id ?? subjectIn(writer, trial, 'S1').row;
  const delivery = deliveryIn(writer, trial);
  const planned = { studyUID, visit: 'BL', offsetDays: 0, timing: 'in-window' } as const;
  const row = addStudy(writer, { subject, delivery, day, planned, reason: null, number: null }, ACTION);
  return { row, subject, delivery, trial };
}

function series(seriesUID: string, modality: string, ...sops: string[]) {
  const instances = sops.map((sopInstanceUID) => ({ sopClassUID: '1.2.3', sopInstanceUID }));
  return { seriesUID, modality, instances };
}

describe('the content of a study', () => {
  it('is every instance of all deliveries, each once', async () => {
    const crosswalk = await emptyCrosswalk();
    const row = crosswalk.write((writer) => {
      const { row: study1, delivery, trial } = study(writer, '2.1', 1);
      addContent(writer, { delivery, study: study1 }, [series('2.5', 'MR', '2.5.1', '2.5.2')], ACTION);
      const again = [series('2.5', 'MR', '2.5.2', '2.5.3'), series('2.6', 'SR', '2.6.1')];
      addContent(writer, { delivery: deliveryIn(writer, trial), study: study1 }, again, ACTION);
      return study1;
    });
    expect(contentOf(crosswalk, row)).toEqual([
      series('2.5', 'MR', '2.5.1', '2.5.2', '2.5.3'),
      series('2.6', 'SR', '2.6.1'),
    ]);
    expect(deliveriesOf(crosswalk, row).map(({ inputs }) => inputs)).toEqual([['/cd'], ['/cd']]);
  });

  it('holds nothing of a series without instances, or of instances without a UID', async () => {
    const crosswalk = await emptyCrosswalk();
    const row = crosswalk.write((writer) => {
      const { row: study1, delivery } = study(writer, '2.1', 1);
      const both = [series('2.5', 'MR'), series('2.6', 'MR', '')];
      addContent(writer, { delivery, study: study1 }, both, ACTION);
      return study1;
    });
    expect(contentOf(crosswalk, row).flatMap(({ instances }) => instances)).toEqual([]);
  });

  it('tells how many series of each modality came, a series of two deliveries once', async () => {
    const crosswalk = await emptyCrosswalk();
    const subject = crosswalk.write((writer) => {
      const { row, delivery, subject: of } = study(writer, '2.1', 1);
      for (const uid of ['2.5', '2.5', '2.6'])
        addContent(writer, { delivery, study: row }, [series(uid, 'MR')], ACTION);
      addContent(writer, { delivery, study: row }, [series('2.7', 'CT')], ACTION);
      return of;
    });
    expect(studiesOf(crosswalk, subject)[0]?.seriesByModality).toEqual({ MR: 2, CT: 1 });
  });
});

describe('studies', () => {
  it('are given by day, with what was recorded', async () => {
    const crosswalk = await emptyCrosswalk();
    const { subject } = crosswalk.write((writer) => {
      study(writer, '2.2', 9);
      return study(writer, '2.1', 3);
    });
    const found = studiesOf(crosswalk, subject);
    expect(found.map(({ studyUID, day }) => [studyUID, day])).toEqual([
      ['2.1', 3],
      ['2.2', 9],
    ]);
    expect(found[0]).toMatchObject({ visit: 'BL', offsetDays: 0, timing: 'in-window', generation: 0 });
    expect(studiesWithUid(crosswalk, '2.2')).toHaveLength(1);
    expect(studiesWithUid(crosswalk, '2.3')).toEqual([]);
  });

  it('that stand where they stood are not written again', async () => {
    const crosswalk = await emptyCrosswalk();
    const { subject } = crosswalk.write((writer) => study(writer, '2.1', 3));
    const [before] = studiesOf(crosswalk, subject);
    const head = crosswalk.head();
    const same = { studyUID: '2.1', visit: 'BL', offsetDays: 0, timing: 'in-window' } as const;
    crosswalk.write((writer) => {
      if (before) placeStudy(writer, before, { planned: same, reason: null }, ACTION);
    });
    expect(crosswalk.head()).toEqual(head);
    crosswalk.write((writer) => {
      if (before) placeStudy(writer, before, { planned: same, reason: null, day: 4 }, ACTION);
    });
    expect(studiesOf(crosswalk, subject)[0]?.day).toBe(4);
  });
});

describe('releases', () => {
  it('name every file of a study that was written', async () => {
    const crosswalk = await emptyCrosswalk();
    const files = [{ path: 'S1/a.dcm', sha256: 'ab', sopInstanceUID: '2.5.1' }];
    const { row, delivery } = crosswalk.write((writer) => {
      const made = study(writer, '2.1', 1);
      addRelease(writer, made.row, { delivery: made.delivery, folder: '/out', files }, ACTION);
      return made;
    });
    expect(releasesOf(crosswalk, row)).toEqual([{ delivery, folder: '/out', files }]);
  });
});
