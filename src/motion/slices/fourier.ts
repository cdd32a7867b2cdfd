/** What a discrete Fourier transform of one length needs. */
export interface FourierPlan {
  readonly length: number;
  /** The length's factors: 4 as long as it goes, then primes. */
  readonly factors: readonly number[];
  /** cos and −sin of 2π n / length. */
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
}

/** Plans transforms of a length; any length will do, those with small factors are fast. */
export function fourierPlan(length: number): FourierPlan {
  const factors: number[] = [];
  let left = length;
  for (let factor = 4; left > 1; ) {
    if (left % factor === 0) {
      factors.push(factor);
      left /= factor;
    } else factor = factor === 4 ? 2 : factor === 2 ? 3 : factor + 2;
  }
  const angle = (-2 * Math.PI) / length;
  return {
    length,
    factors,
    cosine: Float64Array.from({ length }, (_, n) => Math.cos(angle * n)),
    sine: Float64Array.from({ length }, (_, n) => Math.sin(angle * n)),
  };
}

/** A complex signal; the two arrays are of one length. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** One stage's place in the transform. */
interface Stage {
  readonly plan: FourierPlan;
  /** Length of the transforms that are left, over the radix. */
  readonly parts: number;
  /** How far apart the samples of one transform lie. */
  readonly stride: number;
  readonly radix: number;
}

/**
 * Transforms the first axis of a [length × batch] array, unscaled, exponent −2πi: Stockham's self-sorting algorithm in
 * mixed radices (Swarztrauber 1984, "FFT algorithms for vector computers"). Both signals are overwritten.
 * @returns whichever of the two holds the result
 */
export function transformColumns(plan: FourierPlan, batch: number, data: Complex, work: Complex): Complex {
  let [from, to] = [data, work];
  let left = plan.length;
  let stride = batch;
  for (const radix of plan.factors) {
    const stage: Stage = { plan, parts: left / radix, stride, radix };
    if (radix === 4) radix4(stage, from, to);
    else anyRadix(stage, from, to);
    left /= radix;
    stride *= radix;
    [from, to] = [to, from];
  }
  return from;
}

function radix4(
  { plan, parts, stride }: Stage,
  { re, im }: Complex,
  { re: outRe, im: outIm }: Complex,
): void {
  const turn = plan.length / (4 * parts);
  const quarter = parts * stride;
  for (let part = 0; part < parts; part++) {
    const c1 = plan.cosine[part * turn] ?? 1;
    const s1 = plan.sine[part * turn] ?? 0;
    const c2 = c1 * c1 - s1 * s1;
    const s2 = 2 * c1 * s1;
    const c3 = c1 * c2 - s1 * s2;
    const s3 = c1 * s2 + s1 * c2;
    let to = 4 * part * stride;
    for (let at = part * stride; at < (part + 1) * stride; at++, to++) {
      // Sums and differences of the first and third quarter, then of the second and fourth.
      const sumRe = (re[at] ?? 0) + (re[at + 2 * quarter] ?? 0);
      const sumIm = (im[at] ?? 0) + (im[at + 2 * quarter] ?? 0);
      const apartRe = (re[at] ?? 0) - (re[at + 2 * quarter] ?? 0);
      const apartIm = (im[at] ?? 0) - (im[at + 2 * quarter] ?? 0);
      const otherRe = (re[at + quarter] ?? 0) + (re[at + 3 * quarter] ?? 0);
      const otherIm = (im[at + quarter] ?? 0) + (im[at + 3 * quarter] ?? 0);
      const turnedRe = (im[at + quarter] ?? 0) - (im[at + 3 * quarter] ?? 0);
      const turnedIm = (re[at + 3 * quarter] ?? 0) - (re[at + quarter] ?? 0);
      outRe[to] = sumRe + otherRe;
      outIm[to] = sumIm + otherIm;
      outRe[to + stride] = c1 * (apartRe + turnedRe) - s1 * (apartIm + turnedIm);
      outIm[to + stride] = c1 * (apartIm + turnedIm) + s1 * (apartRe + turnedRe);
      outRe[to + 2 * stride] = c2 * (sumRe - otherRe) - s2 * (sumIm - otherIm);
      outIm[to + 2 * stride] = c2 * (sumIm - otherIm) + s2 * (sumRe - otherRe);
      outRe[to + 3 * stride] = c3 * (apartRe - turnedRe) - s3 * (apartIm - turnedIm);
      outIm[to + 3 * stride] = c3 * (apartIm - turnedIm) + s3 * (apartRe - turnedRe);
    }
  }
}

function anyRadix({ plan, parts, stride, radix }: Stage, from: Complex, to: Complex): void {
  const { length, cosine, sine } = plan;
  const turn = length / (radix * parts);
  const root = length / radix;
  to.re.fill(0);
  to.im.fill(0);
  for (let part = 0; part < parts; part++) {
    for (let term = 0; term < radix; term++) {
      for (let n = 0; n < radix; n++) {
        // The radix's own root and the twiddle of this part and term, in one factor.
        const phase = (root * ((n * term) % radix) + part * term * turn) % length;
        const factor = { c: cosine[phase] ?? 1, s: sine[phase] ?? 0 };
        const at = (part + n * parts) * stride;
        addScaled({ from, at, to, out: (radix * part + term) * stride, stride }, factor);
      }
    }
  }
}

function addScaled(
  { from, at, to, out, stride }: { from: Complex; at: number; to: Complex; out: number; stride: number },
  { c, s }: { c: number; s: number },
): void {
  for (let q = 0; q < stride; q++) {
    const r = from.re[at + q] ?? 0;
    const i = from.im[at + q] ?? 0;
    to.re[out + q] = (to.re[out + q] ?? 0) + c * r - s * i;
    to.im[out + q] = (to.im[out + q] ?? 0) + c * i + s * r;
  }
}
