import { describe, expect, it, vi } from 'vitest';
import type { Codec } from '../../../../src/dicom/pixels/codecs/codec.js';
import { loadCodec } from '../../../../src/dicom/pixels/codecs/load-codec.js';
import { PixelError } from '../../../../src/dicom/pixels/pixel-error.js';
import type { PixelDescription } from '../../../../src/dicom/pixels/samples.js';
import { describePixels } from './describe-pixels.js';
import { type Sample, samplesOfAll } from './pictures.js';

const SAMPLES = await samplesOfAll();
const MILLISECONDS = 700;

function describeAs({ picture }: Sample): PixelDescription {
  const { rows, columns, components, precision } = picture;
  return describePixels({ rows, columns, samplesPerPixel: components, bitsStored: precision });
}

/** Numbers that are the same in every run. T. E. Hull and A. R. Dobell's full-period rule. */
function generator(): (below: number) => number {
  let state = 7;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function damaged(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const copy = bytes.slice();
  const kind = next(3);
  if (kind === 0) return Uint8Array.from([...copy, ...Array.from({ length: next(40) }, () => next(256))]);
  const within = kind === 1 ? copy.length : Math.min(copy.length, 120);
  for (let i = next(4); i >= 0; i--) copy[next(within)] = next(256);
  return copy;
}

/** What a codec makes of bytes; anything but a frame or a typed error is thrown on. */
function outcome(codec: Codec, bytes: Uint8Array, description: PixelDescription): string {
  try {
    const { values } = codec.decode(bytes, description);
    expect(values).toHaveLength(description.rows * description.columns * description.samplesPerPixel);
    return 'frame';
  } catch (error) {
    if (error instanceof PixelError) return error.code;
    throw error;
  }
}

describe.each(SAMPLES.map((sample) => ({ name: `${sample.uid} of ${sample.picture.components}`, sample })))(
  'a codestream of $name',
  ({ sample }) => {
    it('comes back as it was', async () => {
      const codec = await loadCodec(sample.uid);
      const frame = codec.decode(sample.bytes, describeAs(sample));
      expect([...frame.values]).toEqual(sample.picture.samples);
    });

    it('is damaged wherever it is cut', async () => {
      const codec = await loadCodec(sample.uid);
      const step = Math.max(1, Math.floor(sample.bytes.length / 60));
      for (let length = 0; length < sample.bytes.length - 2; length += step) {
        expect(outcome(codec, sample.bytes.slice(0, length), describeAs(sample)), `${length}`).toBe(
          'codestream-damaged',
        );
      }
    });

    it('gives a frame or a typed error however it is damaged, prints nothing, and good ones still decode', async () => {
      const codec = await loadCodec(sample.uid);
      const description = describeAs(sample);
      const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
      const next = generator();
      const counts = new Map<string, number>();
      const before = process.memoryUsage().rss;
      for (const start = performance.now(); performance.now() - start < MILLISECONDS; ) {
        const result = outcome(codec, damaged(sample.bytes, next), description);
        counts.set(result, (counts.get(result) ?? 0) + 1);
      }
      const calls = printed.map((spy) => spy.mock.calls.length);
      for (const spy of printed) spy.mockRestore();
      expect(calls).toEqual([0, 0]);
      expect(counts.get('codestream-damaged')).toBeGreaterThan(0);
      expect(process.memoryUsage().rss - before).toBeLessThan(600 * 2 ** 20);
      expect([...codec.decode(sample.bytes, description).values]).toEqual(sample.picture.samples);
    });
  },
);
