// One job of the decoding benchmark: opens a file and decodes some of its frames.
import { readPart10 } from '../../dist/dicom/part10.js';
import { openFrames } from '../../dist/dicom/pixels/frame-reader.js';
import { FileSource } from '../../dist/io/file-source.js';

/** @param {{ path: string, from: number, to?: number }} job @returns the number of samples decoded */
export default async ({ path, from, to }) => {
  const source = new FileSource(Buffer.from(path));
  const reader = await openFrames(readPart10(source));
  let samples = 0;
  for (let index = from; index < (to ?? reader.frameCount); index++) {
    samples += reader.frame(index).values.length;
  }
  source.close();
  return samples;
};
