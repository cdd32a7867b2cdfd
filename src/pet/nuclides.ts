/** A radionuclide: its codes (SNOMED CT, SRT) and its half-life in seconds. */
interface Nuclide {
  readonly name: string;
  readonly codes: readonly string[];
  readonly halfLifeS: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** Codes: PS3.16 CID 4020. Half-lives: Evaluated Nuclear Structure Data File (NNDC). */
const NUCLIDES: readonly Nuclide[] = [
  { name: 'C-11', codes: ['40565003', 'C-105A1'], halfLifeS: 20.36 * MINUTE },
  { name: 'N-13', codes: ['21576001', 'C-107A1'], halfLifeS: 9.965 * MINUTE },
  { name: 'O-14', codes: ['424875009', 'C-1018C'], halfLifeS: 70.62 },
  { name: 'O-15', codes: ['129504001', 'C-B1038'], halfLifeS: 122.24 },
  { name: 'F-18', codes: ['77004003', 'C-111A1'], halfLifeS: 109.77 * MINUTE },
  { name: 'Na-22', codes: ['71633006', 'C-155A1'], halfLifeS: 950.3 * DAY },
  { name: 'K-38', codes: ['423764008', 'C-135A4'], halfLifeS: 7.636 * MINUTE },
  { name: 'Sc-43', codes: ['126605'], halfLifeS: 3.891 * HOUR },
  { name: 'Sc-44', codes: ['126600'], halfLifeS: 3.97 * HOUR },
  { name: 'Ti-45', codes: ['75696008', 'C-166A2'], halfLifeS: 184.8 * MINUTE },
  { name: 'Fe-52', codes: ['69089000', 'C-130A1'], halfLifeS: 8.275 * HOUR },
  { name: 'Mn-52', codes: ['37225000', 'C-149A1'], halfLifeS: 5.591 * DAY },
  { name: 'Cu-60', codes: ['425364008', 'C-127A4'], halfLifeS: 23.7 * MINUTE },
  { name: 'Cu-61', codes: ['71425003', 'C-127A1'], halfLifeS: 3.339 * HOUR },
  { name: 'Cu-62', codes: ['422934004', 'C-127A5'], halfLifeS: 9.67 * MINUTE },
  { name: 'Cu-64', codes: ['3932008', 'C-127A2'], halfLifeS: 12.701 * HOUR },
  { name: 'Ga-66', codes: ['79477007', 'C-131A1'], halfLifeS: 9.49 * HOUR },
  { name: 'Ga-68', codes: ['35337001', 'C-131A3'], halfLifeS: 67.71 * MINUTE },
  { name: 'Ge-68', codes: ['53315004', 'C-128A2'], halfLifeS: 270.93 * DAY },
  { name: 'Br-76', codes: ['79523006', 'C-113A2'], halfLifeS: 16.2 * HOUR },
  { name: 'Rb-82', codes: ['79197006', 'C-159A2'], halfLifeS: 75.45 },
  { name: 'Y-86', codes: ['10738001', 'C-162A3'], halfLifeS: 14.74 * HOUR },
  { name: 'Y-90', codes: ['14691008', 'C-162A7'], halfLifeS: 64.05 * HOUR },
  { name: 'Zr-89', codes: ['63360001', 'C-168A4'], halfLifeS: 78.41 * HOUR },
  { name: 'I-124', codes: ['40937006', 'C-114A5'], halfLifeS: 4.176 * DAY },
];

const BY_CODE = new Map(NUCLIDES.flatMap((nuclide) => nuclide.codes.map((code) => [code, nuclide] as const)));

/** Vendors round; no two of the table's half-lives that are taken for each other are this close. */
const TOLERANCE = 0.02;

/**
 * The nuclide's name, where a code names one whose half-life is another than the stated one; else undefined. The coding
 * scheme plays no part: vendors write the same codes under names of their own.
 */
export function contradictedNuclide(code: string, halfLifeS: number): string | undefined {
  const nuclide = BY_CODE.get(code);
  if (!nuclide) return undefined;
  return Math.abs(halfLifeS / nuclide.halfLifeS - 1) > TOLERANCE ? nuclide.name : undefined;
}
