/** Defined terms of Modality (0008,0060), retired ones left out. PS3.3 C.7.3.1.1.1 (2024b). */
const TERMS = new Set(
  [
    'ANN AR ASMT AU BDUS BI BMD CFM CR CT CTPROTOCOL DG DMS DOC DX ECG EEG EMG EOG EPS ES FID GM HC HD IO IOL',
    'IVOCT IVUS KER KO LEN LS M3D MG MR NM OAM OCT OP OPM OPT OPTBSV OPTENF OPV OSS OT PA PLAN POS PR PT PX REG',
    'RESP RF RG RTDOSE RTIMAGE RTINTENT RTPLAN RTRAD RTRECORD RTSEGANN RTSTRUCT RWV SEG SM SMR SR SRF STAIN',
    'TEXTUREMAP TG US VA XA XAPROTOCOL XC',
  ].flatMap((line) => line.split(' ')),
);

/** What people write in their place. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['MRI', 'MR'],
  ['PET', 'PT'],
]);

/**
 * The modality that a person wrote, in any case.
 * @returns undefined for what is none: a cell can hold anything, a name above all, and a modality is told in reports
 */
export function modalityOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  const term = WORDS.get(upper) ?? upper;
  return TERMS.has(term) ? term : undefined;
}
