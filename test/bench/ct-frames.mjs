// Writes a synthetic CT of 512 × 512 × 200 for the decoding benchmark, as one file a slice and as one multi-frame file:
// ct-frames.mjs FOLDER gives FOLDER/slices/NNNN.dcm and FOLDER/multi.dcm
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, TORSO, words16 } from '../../build/fixtures/anatomy.js';
import { ctSeries } from '../../build/fixtures/cd/series/ct.js';
import { STUDIES } from '../../build/fixtures/cd/studies.js';
import { dataset } from '../../build/fixtures/writer/element.js';
import { writePart10 } from '../../build/fixtures/writer/part10.js';

const SIDE = 512;
const FRAMES = 200;
/** Rendering takes longer than decoding: so many slices differ, the others repeat them. */
const DISTINCT = 10;
const HU = {
  ...{ air: -1000, skin: 30, bone: 700, fluid: 10, muscle: 55, fat: -100, lung: -820, liver: 60 },
  ...{ heart: 45, tumour: 40 },
};
const MULTI_FRAME = '1.2.840.10008.5.1.4.1.1.7.3';

const [folder] = process.argv.slice(2);
const slices = join(folder, 'slices');
mkdirSync(slices, { recursive: true });
const base = ctSeries(STUDIES.petCt).instances[0];
const pixels = Array.from({ length: DISTINCT }, (_, i) => {
  const plane = {
    rows: SIDE,
    columns: SIDE,
    spacingMm: [0.78, 0.78],
    row: [1, 0, 0],
    column: [0, 1, 0],
    position: [-200, -200, i * 15 - 70],
  };
  const how = { phantom: TORSO, contrast: HU, noise: 12, seed: `bench ${i}`, range: [-1024, 3071] };
  return words16(render(plane, how));
});
const matrix = { Rows: SIDE, Columns: SIDE };
for (let n = 0; n < FRAMES; n++) {
  const own = dataset({
    ...matrix,
    SOPInstanceUID: `2.25.77${String(n).padStart(6, '0')}`,
    InstanceNumber: String(n + 1),
    PixelData: { vr: 'OW', value: pixels[n % DISTINCT] },
  });
  const name = `${String(n).padStart(4, '0')}.dcm`;
  writeFileSync(join(slices, name), writePart10(dataset({}, base.dataset, own), base.options));
}
const all = Buffer.concat(Array.from({ length: FRAMES }, (_, n) => pixels[n % DISTINCT]));
const multi = dataset({
  ...matrix,
  SOPClassUID: MULTI_FRAME,
  SOPInstanceUID: '2.25.78',
  NumberOfFrames: String(FRAMES),
  PixelData: { vr: 'OW', value: all },
});
writeFileSync(join(folder, 'multi.dcm'), writePart10(dataset({}, base.dataset, multi), base.options));
