import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { derive, truth, unknown } from './derive.js';
import { attribute, lacking, samplesOf, textOf } from './readings.js';

/** The lossy processes of JPEG (PS3.5 A.4.1), MPEG video (A.4.5 to A.4.9), and JPEG XL that carries a JPEG image. */
const LOSSY = /^1\.2\.840\.10008\.1\.2\.4\.(5[0-69]|6[0-4]|10[0-8](\.1)?|111)$/;
/** They may code with loss or without: JPEG-LS near-lossless, JPEG 2000, its part 2, HTJ2K, JPEG XL. PS3.5 A.4.3, A.4.4. */
const EITHER = /^1\.2\.840\.10008\.1\.2\.4\.(81|91|93|203|112)$/;

const PROBES = [attribute('LossyImageCompression')];

function lossy(view: SeriesView): readonly Sample[] {
  const syntaxes = view.headers.map(({ transferSyntax }) => transferSyntax);
  return samplesOf(view, PROBES, ([declared]) => judged(declared, syntaxes));
}

function judged(declared: Known | undefined, syntaxes: readonly string[]): Known {
  // PS3.3 C.7.6.1.1.5: 01 says that the image has been compressed with loss at some time, 00 that it has not.
  const code = textOf(declared);
  if (code === '01' || syntaxes.some((uid) => LOSSY.test(uid))) return truth(true);
  if (code === '00') return truth(false);
  if (code !== undefined) return unknown('Lossy Image Compression is neither 00 nor 01');
  const absent = lacking(declared);
  if (absent.state === 'unreadable') return absent;
  if (syntaxes.some((uid) => EITHER.test(uid))) {
    return unknown('the transfer syntax may code with loss or without, and the header does not say');
  }
  return syntaxes.every((uid) => uid === '') ? absent : truth(false);
}

/** What was done to the pixels. */
export const PIXEL_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'lossy', type: 'boolean', probes: PROBES, source: 'PS3.3 C.7.6.1.1.5' },
    text: 'whether the image was compressed with loss: as the header declares it, else by its transfer syntax',
    read: lossy,
  }),
];
