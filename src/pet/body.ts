/** Sizes beyond these are no people's: centimetres where metres belong, say. */
const SIZE_M = { min: 0.3, max: 2.6 };

/** What SUVbw is multiplied by for the other kinds of SUV. */
export interface BodyFactors {
  /** To SUVlbm after James (constant 128 for men), g/ml. */
  readonly lbmJames128: number;
  /** To SUVlbm after James with the constant 120 for men, g/ml; for women the same as with 128. */
  readonly lbmJames120: number;
  /** To SUVlbm after Janmahasatian, g/ml. */
  readonly lbmJanma: number;
  /** To SUVbsa, cm²/ml. */
  readonly bsa: number;
  /** To SUVibw, g/ml. */
  readonly ibw: number;
}

/** What the body measures are worked out from. */
export interface Body {
  readonly weightKg: number;
  readonly sizeM: number;
  readonly sex: 'F' | 'M';
}

/** True when a size in metres can be a person's. */
export function isPlausibleSize(sizeM: number): boolean {
  return sizeM >= SIZE_M.min && sizeM <= SIZE_M.max;
}

/**
 * Lean body mass in kg: 1.10 W − 128 (W/H)² for men, 1.07 W − 148 (W/H)² for women, H in cm. R. James, "Research on
 * obesity", HMSO 1976; PS3.3 C.8.9.1, term LBMJAMES128.
 */
export function lbmJames128Kg(body: Body): number {
  return jamesKg(body, 128);
}

/**
 * Lean body mass in kg as {@link lbmJames128Kg}, but with the constant 120 for men: 1.10 W − 120 (W/H)². It is in wide
 * use, and by PS3.16 the concept SUVlbm (126402, method 126411) can mean either.
 */
export function lbmJames120Kg(body: Body): number {
  return jamesKg(body, 120);
}

function jamesKg({ weightKg, sizeM, sex }: Body, ofMen: 120 | 128): number {
  const slender = (weightKg / (sizeM * 100)) ** 2;
  return sex === 'M' ? 1.1 * weightKg - ofMen * slender : 1.07 * weightKg - 148 * slender;
}

/**
 * Lean body mass in kg: 9270 W / (6680 + 216 BMI) for men, 9270 W / (8780 + 244 BMI) for women. S. Janmahasatian et
 * al., Clin Pharmacokinet 2005;44:1051; PS3.3 C.8.9.1, term LBMJANMA.
 */
export function lbmJanmaKg({ weightKg, sizeM, sex }: Body): number {
  const bmi = weightKg / sizeM ** 2;
  return (9270 * weightKg) / (sex === 'M' ? 6680 + 216 * bmi : 8780 + 244 * bmi);
}

/** Body surface in m²: 0.007184 W^0.425 H^0.725, H in cm. D. and E. Du Bois, Arch Intern Med 1916;17:863. */
export function bodySurfaceM2({ weightKg, sizeM }: Body): number {
  return 0.007184 * weightKg ** 0.425 * (sizeM * 100) ** 0.725;
}

/**
 * Ideal body weight in kg: 48.0 + 1.06 (H − 152) for men, 45.5 + 0.91 (H − 152) for women, H in cm, and never more
 * than the weight. D. Morgan and K. Bray, Clin Pharmacokinet 1994;26:292; for women also Y. Sugawara et al., Radiology
 * 1999;213:521.
 */
export function idealWeightKg({ weightKg, sizeM, sex }: Body): number {
  const beyond = sizeM * 100 - 152;
  return Math.min(weightKg, sex === 'M' ? 48 + 1.06 * beyond : 45.5 + 0.91 * beyond);
}

/** The factors from SUVbw to the other kinds of SUV; undefined where the body measures are no person's. */
export function bodyFactors(body: Body): BodyFactors | undefined {
  const { weightKg, sizeM } = body;
  if (!isPlausibleSize(sizeM) || weightKg <= 0) return undefined;
  const factors = {
    lbmJames128: lbmJames128Kg(body) / weightKg,
    lbmJames120: lbmJames120Kg(body) / weightKg,
    lbmJanma: lbmJanmaKg(body) / weightKg,
    // m² to cm², kg to g.
    bsa: (bodySurfaceM2(body) * 10) / weightKg,
    ibw: idealWeightKg(body) / weightKg,
  };
  return Object.values(factors).every((factor) => factor > 0) ? factors : undefined;
}
