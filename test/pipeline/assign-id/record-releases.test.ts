import { describe, expect, it } from 'vitest';
import { releasesOf } from '../../../src/identity/registry/releases.js';
import { beginReleases, recordReleases } from '../../../src/pipeline/assign-id/record-releases.js';
import type { Settled } from '../../../src/pipeline/assign-id/settle.js';
import type { Copies } from '../../../src/pipeline/copies/copies.js';
import type { Scan } from '../../../src/pipeline/scan/scan.js';
import { ADA, ALAN, patient, study, World } from './world.js';

const FILE = { path: 'S/1/2/3.dcm', sha256: 'a'.repeat(64), sopInstanceUID: '1.2.3' };

/** One file of each study, in their order. */
function copied(studyUIDs: readonly string[]): { readonly written: Copies<never>; readonly found: Scan } {
  const written = studyUIDs.map((studyUID, file) => ({ ...FILE, file, bytes: 1, studyUID, seriesUID: '1' }));
  const found = {
    files: { instance: (file: number) => file },
    instances: { header: (instance: number) => ({ studyUID: studyUIDs[instance] }) },
  };
  return {
    written: { written, duplicates: [], refused: [], quarantined: [], resumed: 0 },
    found: found as unknown as Scan,
  };
}

async function assigned() {
  const world = await World.make();
  const [ada, alan] = [study(), study()];
  const settled = await world.deliver([patient(ADA, [ada]), patient(ALAN, [alan])]);
  const releasing = { crosswalk: world.crosswalk, settled, out: '/release', run: 'run 1' };
  return { world, settled, releasing, uids: [ada.studyUID, alan.studyUID] };
}

const rowOf = (settled: readonly Settled[], studyUID = ''): number =>
  settled.flatMap(({ studies }) => studies.get(studyUID)?.row ?? [])[0] ?? 0;

describe('releases', () => {
  it('of a run that is stopped say which folder may hold copies', async () => {
    const { world, settled, releasing, uids } = await assigned();
    beginReleases(releasing);
    expect(releasesOf(world.crosswalk, rowOf(settled, uids[0]))).toMatchObject([
      { folder: '/release', files: [] },
    ]);
  });

  it('name every file that was written, and nothing is told where nothing has changed', async () => {
    const { world, settled, releasing, uids } = await assigned();
    const { written, found } = copied(uids);
    expect(recordReleases(releasing, written, found)).toEqual([]);
    for (const uid of uids) {
      expect(releasesOf(world.crosswalk, rowOf(settled, uid))).toMatchObject([
        { folder: '/release', files: [FILE] },
      ]);
    }
  });

  it.each([
    ['its subject left', (world: World) => world.change('01-001', { status: 'withdrawn' })],
    [
      'it was corrected',
      ({ crosswalk }: World) => {
        const row = crosswalk.row('studies', 'id > 0 ORDER BY id')?.id ?? 0;
        crosswalk.write((writer) => writer.update('studies', row, { generation: 1 }, { name: 'test' }));
      },
    ],
  ])('are recorded and told of a study when meanwhile %s', async (_, change) => {
    const { world, settled, releasing, uids } = await assigned();
    const { written, found } = copied(uids);
    change(world);
    const findings = recordReleases(releasing, written, found);
    expect(findings).toMatchObject([
      { code: 'copy-superseded', outcome: 'fail', subject: { studyUID: uids[0] } },
    ]);
    expect(releasesOf(world.crosswalk, rowOf(settled, uids[0]))[0]?.files).toHaveLength(1);
  });
});
