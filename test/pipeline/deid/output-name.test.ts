import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { FileDeid } from '../../../src/pipeline/deid/deid-file.js';
import { sharedFor } from '../../conformance/deid-damage.js';
import { image } from './delivery.js';

const file = image('named', { PatientName: 'Zwetschgenbaum^Ottilie' });

/** Makes the output of the file under a name. */
async function madeAs(name: string) {
  const deid = new FileDeid(await sharedFor('trial', file));
  const { dataset } = readPart10(new MemorySource(file));
  const uidOf = (keyword: string): string => dataset.string(keyword) ?? '';
  const [studyUID, seriesUID] = [uidOf('StudyInstanceUID'), uidOf('SeriesInstanceUID')];
  const uids = { studyUID, seriesUID, sopInstanceUID: uidOf('SOPInstanceUID') };
  const toCopy = { file: 0, path: Buffer.from('x'), size: file.length, uids, work: { subject: 0 } };
  return deid.make(new MemorySource(file), toCopy, name);
}

describe('the name of an output', () => {
  it('quarantines the file when it holds something that identifies', async () => {
    await expect(madeAs('Zwetschgenbaum/2.25.1/2.25.2/2.25.3.dcm')).rejects.toMatchObject({
      code: 'identifier-found',
      detail: [{ where: 'file name', from: 'PatientName', kind: 'name' }],
    });
  });

  it('may hold the ID that was assigned', async () => {
    expect((await madeAs('P7QXW/2.25.1/2.25.2/2.25.3.dcm')).pieces.length).toBeGreaterThan(0);
  });
});
