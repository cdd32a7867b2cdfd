import { folded } from '../../dicom/values/fold.js';

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean).map(folded));
}

/** Words that say that nobody is named: what de-identifying tools, consoles and people write, in several languages. */
export const NOBODY = words(`
  anon anonym anonyme anonymer anonymus anonymous anonymized anonymised anonymize anonymise anonymisiert anonymisé
  anonymisée anonimo anonimi anonimizado anonimizada anonimizzato anonimowy anonim anoniem geanonimiseerd anonymní
  anonymizováno anonymiseret anonymiserad anonymisert anonymizedpatient anonymouspatient
  deidentified deid deidentify unidentified pseudonym pseudonymized pseudonymised pseudonymisiert
  unknown unk unkn unbekannt inconnu inconnue desconocido desconocida desconhecido sconosciuto onbekend okänd ukendt
  ukjent neznámý nieznany tuntematon nimetön bilinmiyor
  none null nil noid nopid nomrn noname nopatientid nopatientname notapplicable notavailable notassigned notgiven
  unassigned unspecified undefined unnamed nameless missing blank empty keine sinnombre
  removed redacted deleted masked hidden withheld confidential cleared blinded removedbyctp
  test testing tests testpatient patienttest tester dummy example sample demo temp tmp default
  匿名 匿名化 不明 無名 无名 未知 未定 익명 무명 аноним анонимный анонимно неизвестно неизвестный ανώνυμος مجهول
`);

/** Words that say what stands there, not who: nobody is named by them alone. */
export const ROLE = words(`
  patient patienten paziente paciente patientid patientname patientsid patid pid id mrn ptid subjectid subject
  case name lastname firstname familyname givenname surname nachname vorname last first family given middle
  person volunteer proband participant phantom 患者 患者名 患者id 환자 пациент
`);

/** Abbreviations that are too short to stand beside other words: the whole value has to be one of these. */
export const WHOLE_NOBODY = words(
  'na nn no nd none nil x xx xxx abc abcd abcde abcdef abc123 asdf qwerty id1',
);

/** Words that may stand beside {@link NOBODY} in the name of an unidentified person, and name nobody either. */
export const NEUTRAL = words(
  'male female m f man woman mr mrs ms baby boy girl adult child do not no by of the',
);

/** Names that stand for anybody, as sorted words. */
export const ANYBODY: ReadonlySet<string> = new Set(
  [
    ...['doe jane', 'doe john', 'doe jon', 'doe janet', 'roe jane', 'roe richard', 'baby doe'],
    ...['citizen jan', 'citizen joan', 'citizen joe', 'citizen john', 'public john q', 'bloggs joe'],
    ...['erika mustermann', 'max mustermann', 'mustermann', 'mustermann test', 'test testy'],
  ].map((name) => name.split(' ').sort().join(' ')),
);
