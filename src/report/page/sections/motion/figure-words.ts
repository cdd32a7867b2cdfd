/** Units at the end of figures' names, as reports have them. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ['MmPerS', 'mm/s'],
  ['Percent', '%'],
  ['Minutes', 'min'],
  ['Pixels', 'pixels'],
  ['Deg', '°'],
  ['Mm', 'mm'],
  ['Hu', 'HU'],
];

/** What the name of a figure does not tell by itself. */
const WORDS: Readonly<Record<string, string>> = {
  measuredShare: 'share of volumes measured',
  shareOverFd: 'share of volumes over the FD limit',
  usableMinutes: 'usable time',
  nonSteadyStateVolumes: 'volumes before the steady state',
  dropoutSlices: 'slices with a dropout',
  dropoutVolumesPercent: 'volumes with a dropout',
  spikeSlices: 'slices with a spike',
  meanOutlierPercent: 'mean share of outlier voxels',
  maxOutlierPercent: 'largest share of outlier voxels',
  maxWithinVolumeMm: 'largest motion within a volume',
  minCorrelation: 'lowest correlation',
  efc: 'entropy focus criterion',
  fber: 'foreground to background energy',
  snrDietrich: 'SNR by the air',
  cjv: 'coefficient of joint variation',
  waterHu: 'CT number of water',
  airHu: 'CT number of air',
  uniformityHu: 'non-uniformity of water',
  piuPercent: 'uniformity (PIU)',
  psgPercent: 'ghosting (PSG)',
  ghostPercent: 'ghost-to-signal ratio',
};
const SHARES = new Set(['measuredShare', 'shareOverFd']);

/** Abbreviations that keep their capitals. */
const SHORT: Readonly<Record<string, string>> = {
  adc: 'ADC',
  cnr: 'CNR',
  dvars: 'DVARS',
  fd: 'FD',
  pet: 'PET',
  jenkinson: '(Jenkinson)',
  power: '(Power)',
  max: 'largest',
  qi: 'QI',
  rc: 'RC',
  sfnr: 'SFNR',
  snr: 'SNR',
  suv: 'SUV',
  tsnr: 'tSNR',
};

function endingOf(name: string): readonly [string, string] | undefined {
  return UNITS.find(([ending]) => name.endsWith(ending) && name.length > ending.length);
}

/** The unit of a figure by its name, `maxRotationDeg` → `°`; undefined where it has none, or the name does not tell it. */
export function unitIn(name: string): string | undefined {
  if (SHARES.has(name)) return '%';
  return name === 'meanSuv' ? 'g/ml' : endingOf(name)?.[1];
}

/** The name of a figure in words, without its unit: `maxFdPowerMm` → `largest FD (Power)`. */
export function inFigureWords(name: string): string {
  const known = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (known !== undefined) return known;
  const bare = name.slice(0, name.length - (endingOf(name)?.[0].length ?? 0));
  const parts = bare.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [bare];
  return parts
    .map((part) => part.toLowerCase())
    .map((part) => (Object.hasOwn(SHORT, part) ? SHORT[part] : part))
    .join(' ');
}

/** Four significant digits are more than any of these figures bears. */
const SIGNIFICANT = 4;
const MOST_DECIMALS = 6;

/** Decimals that a value is shown with: as many as it bears, no zeros at the end. */
export function decimalsOf(value: number): number {
  const [, decimals = ''] = String(Number(value.toPrecision(SIGNIFICANT))).split('.');
  return /e/.test(decimals) ? MOST_DECIMALS : Math.min(MOST_DECIMALS, decimals.length);
}
