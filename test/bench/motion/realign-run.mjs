// Realigns a run on one thread: realign-run.mjs FOLDER [VOLUMES]. Prints what realign_nipy.py prints, and how long each
// volume took. The first volume is the reference, and each volume starts where the one before it lay.
import { alignVolume } from '../../../dist/motion/realign/align.js';
import { prepareReference } from '../../../dist/motion/realign/reference.js';
import { GlobExclusion } from '../../../dist/pipeline/scan/exclusion.js';
import { inputsFromPaths } from '../../../dist/pipeline/scan/inputs.js';
import { scan } from '../../../dist/pipeline/scan/scan.js';
import { loadSeriesVolumes } from '../../../dist/pipeline/volumes/load-series-volumes.js';
import { NO_PROGRESS } from '../../../dist/report/progress.js';
import { buildDelivery } from '../../../dist/study/model.js';
import { planVolumes } from '../../../dist/study/volume/plan.js';

const [folder, most = 'Infinity'] = process.argv.slice(2);

/** The first volumes of the only series of a folder. */
async function volumesOf(path) {
  const { signal } = new AbortController();
  const inputs = inputsFromPaths([path], new GlobExclusion([]));
  const { files, instances } = await scan(inputs, {
    checksums: false,
    jobs: 1,
    signal,
    progress: NO_PROGRESS,
  });
  const [series] = buildDelivery(instances).studies.flatMap((study) => study.series);
  const volumes = planVolumes(instances, series.instances).volumes.slice(0, Number(most));
  const pathOf = (file) => Buffer.concat([Buffer.from(`${path}/`), files.path(file)]);
  const loaded = [];
  for await (const { volume, error } of loadSeriesVolumes({ instances, volumes, pathOf })) {
    if (error) throw error;
    loaded.push({ ...volume, values: Float32Array.from(volume.values) });
  }
  return loaded;
}

const [first, ...others] = await volumesOf(folder);
const started = performance.now();
const reference = prepareReference(first.values, first);
const prepared = performance.now();
const aligned = [];
const volumeMs = [];
for (const volume of others) {
  const begun = performance.now();
  aligned.push(alignVolume(reference, volume.values, volume, aligned.at(-1)?.transform));
  volumeMs.push(performance.now() - begun);
}
const seconds = (performance.now() - started) / 1000;
const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
process.stdout.write(
  `${JSON.stringify({
    shape: [...first.dims, others.length + 1],
    affine: [...first.affine],
    seconds,
    referenceMs: prepared - started,
    volumeMs,
    transforms: [identity, ...aligned.map(({ transform }) => [...transform])],
    alignments: aligned.map(({ transform, ...rest }) => rest),
  })}\n`,
);
