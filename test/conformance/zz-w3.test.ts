import { it } from 'vitest';
import { join } from 'node:path';
import { scanned } from '../pipeline/scan/files.js';
import { buildDelivery } from '../../src/study/model.js';
import { planVolumes } from '../../src/study/volume/plan.js';
import { SHARED_DICOM } from './shared-data.js';
it('x', async () => {
  const { instances } = await scanned([join(SHARED_DICOM, 'dcm_qa_enh/In/Philips')]);
  for (const s of buildDelivery(instances).studies.flatMap((st) => st.series)) {
    const { volumes } = planVolumes(instances, s.instances);
    console.log(s.seriesUID, volumes.map(({ slices, grid, ...p }) => JSON.stringify(p)).slice(0, 4), volumes[0]?.slices[0]);
  }
});
