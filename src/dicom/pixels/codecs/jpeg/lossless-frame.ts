import { PixelError } from '../../pixel-error.js';
import { decodeScans, type ScanContext } from './decode-scans.js';
import type { FrameHeader } from './frame-header.js';
import { decodeLosslessScan, type LosslessScan } from './lossless-scan.js';

function scanOf(header: FrameHeader, context: ScanContext, samples: Uint16Array): LosslessScan {
  const pointTransform = context.approximation & 15;
  // T.81 Table B.3: predictors 1 to 7; 0 is of the hierarchical mode. H.1.2.1: the point transform leaves a bit.
  if (context.start < 1 || context.start > 7) throw new PixelError('unsupported-coding');
  if (pointTransform >= header.precision) throw new PixelError('codestream-damaged');
  const components = context.components.map(({ index, dc }) => {
    const table = context.tables.dc[dc];
    if (!table) throw new PixelError('codestream-damaged');
    return { place: index, table };
  });
  return {
    components,
    rows: header.rows,
    columns: header.columns,
    precision: header.precision,
    predictor: context.start,
    pointTransform,
    restartInterval: context.restartInterval,
    samplesPerPixel: header.components.length,
    samples,
  };
}

/** T.81 H.2: what the point transform took away comes back as zeros. */
function undoPointTransform(samples: Uint16Array, transforms: readonly number[]): void {
  if (transforms.every((bits) => bits === 0)) return;
  for (let i = 0; i < samples.length; i++) {
    samples[i] = (samples[i] ?? 0) << (transforms[i % transforms.length] ?? 0);
  }
}

/**
 * Decodes a frame of the lossless process (T.81 Annex H, process 14), 2 to 16 bits.
 * @returns samples pixel by pixel
 * @throws PixelError `codestream-damaged`, `unsupported-coding` when components are sampled apart
 */
export function decodeLosslessFrame(bytes: Uint8Array, header: FrameHeader): Uint16Array {
  const { components, rows, columns } = header;
  if (components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1)) {
    const [first] = components;
    const alike = components.every((each) => {
      return each.horizontal === first?.horizontal && each.vertical === first.vertical;
    });
    // One component alone is coded pixel by pixel whatever its factors (T.81 A.2.2).
    if (!alike || components.length > 1) throw new PixelError('unsupported-coding');
  }
  const length = rows * columns * components.length;
  // A sample takes one bit at least, so that short data cannot ask for much memory.
  if (length > bytes.length * 8) throw new PixelError('codestream-damaged');
  const samples = new Uint16Array(length);
  const transforms = components.map(() => 0);
  decodeScans(bytes, header, {
    quantisation: () => {},
    scan: (reader, context) => {
      const scan = scanOf(header, context, samples);
      for (const { index } of context.components) transforms[index] = scan.pointTransform;
      decodeLosslessScan(reader, scan);
    },
  });
  undoPointTransform(samples, transforms);
  return samples;
}
