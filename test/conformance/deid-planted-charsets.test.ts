import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCharacterSets } from '../../src/dicom/charset/character-set.js';
import { encodeText } from '../../src/dicom/charset/encode.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { image, uidOf } from '../pipeline/deid/delivery.js';
import { deid, PROFILES } from './deid-lab.js';
import { skipOrFail } from './shared-data.js';

/** People whose names are written in other letters, with what must be found nowhere. */
const PEOPLE = [
  { sets: ['ISO_IR 192'], name: 'Ångström-Þórðarson^Œdipe', words: ['Ångström', 'Œdipe'], codec: 'utf-8' },
  {
    sets: ['ISO_IR 100'],
    name: 'Müller-Lüdenscheidt^Zoë',
    words: ['Müller', 'Lüdenscheidt'],
    codec: 'latin-1',
  },
  { sets: ['ISO_IR 144'], name: 'Щербаков^Евграф', words: ['Щербаков', 'Евграф'], codec: 'iso8859_5' },
  { sets: ['ISO_IR 126'], name: 'Διονυσίου^Ξένος', words: ['Διονυσιου'], codec: 'iso8859_7' },
  {
    sets: ['GB18030'],
    name: 'Wang^XiaoDong=欧阳^晓东',
    words: ['欧阳', '晓东', 'XiaoDong'],
    codec: 'gb18030',
  },
  {
    sets: ['', 'ISO 2022 IR 149'],
    name: 'Namgung^Gildong=남궁^길동',
    words: ['남궁', '길동', 'Namgung'],
    codec: 'iso2022_kr',
  },
  {
    sets: ['', 'ISO 2022 IR 87'],
    name: 'Hasegawa^Tarou=長谷川^太郎=はせがわ^たろう',
    words: ['長谷川', '太郎', 'はせがわ', 'Hasegawa'],
    codec: 'iso2022_jp_2',
  },
] as const;

const script = join(import.meta.dirname, 'find_planted.py');

type Person = (typeof PEOPLE)[number];

/** An image of somebody whose name stands in texts of each kind, in items and in private elements. */
function fileOf({ sets, name }: Person): Buffer {
  const set = parseCharacterSets(sets);
  const coded = (text: string, vr: string): Uint8Array => {
    const bytes = encodeText(text, set, vr);
    if (!bytes) throw new RangeError('the text does not fit the character set');
    return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(' ')]);
  };
  const whole = name.split('=').at(-1)?.replace('^', ' ') ?? '';
  const latin = name.split('=')[0]?.replace('^', ' ') ?? '';
  return image(`${sets}`, {
    SpecificCharacterSet: sets,
    PatientName: coded(name, 'PN'),
    PatientComments: coded(`MR of ${whole}, ${latin}`, 'LT'),
    StudyDescription: coded(`${whole} T1`, 'LO'),
    SeriesDescription: coded(`T1 ${latin.toUpperCase()}`, 'LO'),
    RequestAttributesSequence: [{ RequestedProcedureDescription: coded(whole, 'LO') }],
  });
}

describe.each(PROFILES)('names in other character sets under the profile %s', (profile) => {
  it('are in no released file, and no file is held for them', async (context) => {
    const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no Python with pydicom');
    const jobs: string[] = [];
    for (const person of PEOPLE) {
      const { words, codec, sets } = person;
      const bytes = fileOf(person);
      const { released, held } = await deid([{ path: 'IM1', bytes }], profile, () =>
        uidOf(`instance ${sets}`),
      );
      expect(held).toEqual([]);
      for (const file of [bytes, ...[...released.values()].map((output) => output.bytes)]) {
        const base64 = Buffer.from(file).toString('base64');
        jobs.push(JSON.stringify({ bytes: base64, words, numbers: [], codecs: [codec] }));
      }
    }
    const found = jsonFromPython<string[][]>(python, [script], jobs);
    expect(found).toHaveLength(PEOPLE.length * 2);
    PEOPLE.forEach(({ words, sets }, i) => {
      // Each of them is found in what was given.
      expect(new Set(found[i * 2]?.map(([, word]) => word)).size, `${sets}`).toBe(words.length);
      expect(found[i * 2 + 1], `${sets}`).toEqual([]);
    });
  });
});
