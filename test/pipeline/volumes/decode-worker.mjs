import { createHash } from 'node:crypto';
import { isMainThread } from 'node:worker_threads';
import { readPart10 } from '../../../dist/dicom/part10.js';
import { openFrames } from '../../../dist/dicom/pixels/frame-reader.js';
import { FileSource } from '../../../dist/io/file-source.js';

/** The built decoders as a job of the pool: SHA-256 of every frame of a file, and whether a thread made it. */
export default async function decode(path) {
  const source = new FileSource(Buffer.from(path));
  try {
    const reader = await openFrames(readPart10(source));
    const digests = Array.from({ length: reader.frameCount }, (_, frame) => {
      const { values } = reader.frame(frame);
      return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
    });
    return { digests, inThread: !isMainThread };
  } finally {
    source.close();
  }
}
