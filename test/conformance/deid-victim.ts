/** Somebody who is in no real file: her identifiers are put into them. */
export const VICTIM = {
  name: 'Brannigan-Oakwell^Thessaly^Wren^Dr.',
  family: 'Brannigan-Oakwell',
  given: 'Thessaly',
  id: 'KZ-5530917',
  digits: '5530917',
  born: '19520806',
  phone: '+1-617-555-0143',
  institution: 'Fernmoor General Infirmary',
  accession: 'FM7719332',
  physician: 'Ottershaw^Leopold',
} as const;

/** What must be found nowhere: words without case and marks, numbers whatever separates their digits. */
export const NEEDLES = {
  words: ['Brannigan', 'Oakwell', 'Thessaly', 'Fernmoor', 'Ottershaw', 'Aug 1952', 'August 1952'],
  numbers: ['5530917', '7719332', '6175550143', '19520806', '06081952', '08061952'],
} as const;
