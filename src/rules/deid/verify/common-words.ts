import { IMAGING_WORDS, IN_COMPANY, PARTICLES, TITLES } from '../text/imaging-words.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words of makers and of coded attributes: as a part of a name they count anywhere but there. */
const CODES = words(`
  siemens philips canon toshiba hitachi samsung fuji fujifilm bruker agfa hologic varian elekta shimadzu kodak carestream
  konica minolta mindray esaote united neusoft general electric healthineers healthcare systems medical mirada osirix
  hermes merge sectra barco vital sante horos slicer mim hamilton marconi picker elscint imatron adac
  anon yes true false normal pixel axial art green blue gray grey white black brown rose monochrome palette color colour
  rgb ybr signed unsigned linear sigmoid helix spiral sequential step shoot auto manual rest stress pet act cor sag tra
  norm dis dim dist moco phase magnitude real imaginary mixed water fat in out opp ortho sense grappa cs turbo ring
  magnetom vida prisma skyra aera avanto verio trio espree symphony sonata sola lumina altea amira sempra terra cima
  signa pioneer premier architect artist hero voyager discovery optima revolution lightspeed brightspeed biograph vision
  horizon somatom definition sensation emotion perspective force drive edge flash scope ingenia achieva intera elition
  ambition gyroscan gemini ingenuity vereos brilliance iqon spectral aquilion vantage titan orian galan celesteion
  marks field burg long short young cross ray wise case bell post rich price power flow stone hill lake
`);

/**
 * Whether the folded word tells nobody as a part of a name: a phantom is called HEAD^PHANTOM. Text cleaning leaves the same
 * words.
 */
export function isImagingWord(word: string): boolean {
  return IMAGING_WORDS.has(word) || IN_COMPANY.has(word) || PARTICLES.has(word) || TITLES.has(word);
}

/** Whether the folded word stands in coded attributes without telling anybody. */
export function isCodeWord(word: string): boolean {
  return CODES.has(word) || isImagingWord(word);
}
