import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_VARIANTS } from '../../../fixtures/identity/name-variants.js';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import {
  compareEachName,
  compareNames,
  type NameOutcome,
  namesContradict,
} from '../../../src/identity/person/compare-names.js';

const { truth } = await NAME_VARIANTS.make();
const variants = (truth.studies as { patientName: string }[]).map(({ patientName }) => patientName);

function outcomeOf(a: string, b: string): NameOutcome {
  return compareNames([a], [b]).outcome;
}

const CASES: Readonly<Record<NameOutcome, readonly (readonly [string, string, string])[]>> = {
  same: [
    ['case', 'Smith^John', 'SMITH^JOHN'],
    ['marks', 'Dvořáková^Žofie', 'Dvorakova^Zofie'],
    ['marks that are characters of their own', 'Mu\u0308ller^Zoe\u0308', 'Müller^Zoë'],
    ['umlauts spelt', 'Müller^Jörg', 'Mueller^Joerg'],
    ['umlauts dropped', 'Müller^Jörg', 'Muller^Jorg'],
    ['sharp s', 'Weiß^Anna', 'WEISS^ANNA'],
    ['Nordic letters', 'Ødegård^Bjørn', 'Odegard^Bjorn'],
    ['Nordic letters spelt', 'Ødegård^Bjørn', 'OEDEGAARD^BJOERN'],
    ['Icelandic letters', 'Þórðarson^Guðrún', 'Thordarson^Gudrun'],
    ['Polish letters', 'Łukasz^Michał', 'Lukasz^Michal'],
    ['Turkish letters', 'IŞIK^AYŞE', 'ışık^ayşe'],
    ['Croatian letters', 'Đoković^Novak', 'Djokovic^Novak'],
    ['family and given exchanged', 'Muller^Zoe', 'Zoe^Muller'],
    ['no caret', 'Muller^Zoe', 'Muller Zoe'],
    ['a comma', 'Muller^Zoe', 'Muller, Zoe'],
    ['an underscore', 'Jansen_Eva', 'Jansen^Eva'],
    ['a missing middle name', 'Fairweather^Isolde^Maud', 'Fairweather^Isolde'],
    ['middle names in the given name', 'Fairweather^Isolde^Maud', 'Fairweather^Isolde Maud'],
    ['initials', 'Fairweather^I^M', 'Fairweather^Isolde^Maud'],
    ['an initial with a period', 'Fairweather^I.', 'Fairweather^Isolde'],
    ['a title in its component', 'Penhaligon^Jory', 'Penhaligon^Jory^^Dr.^Jr.'],
    ['a title in another component', 'Penhaligon^Jory', 'Dr. Penhaligon^Jory'],
    ['apostrophes', "O'Neil^Maeve", 'ONEIL^MAEVE'],
    ['apostrophes that are letters', 'O\u02bcNeil^Maeve', 'O\u2019Neil^Maeve'],
    ['hyphens', 'Jean-Paul^Marie', 'Jean Paul^Marie'],
    ['joined words', 'Hong^Gil Dong', 'Hong^Gildong'],
    ['full width', 'ＭＵＬＬＥＲ^ＺＯＥ', 'Muller^Zoe'],
    ['an ideographic space', '山田\u3000太郎', '山田^太郎'],
    ['no blank between ideographs', '王小東', '王^小東'],
    ['hiragana and katakana', '=山田^花=やまだ^はな', '==ヤマダ^ハナ'],
    ['half-width katakana', 'ﾔﾏﾀﾞ^ﾀﾛｳ', 'やまだ^たろう'],
    ['another group of one script', 'Muller^Zoe=Мюллер^Зоя', 'Мюллер^Зоя'],
    ['Cyrillic yo', 'Фёдоров^Семён', 'ФЕДОРОВ^СЕМЕН'],
    ['Greek accents and final sigma', 'Παπαδόπουλος^Γιώργος', 'ΠΑΠΑΔΟΠΟΥΛΟΣ^ΓΙΩΡΓΟΣ'],
    ['Arabic vowels', 'مُحَمَّد^عَلِي', 'محمد^علي'],
    ['padding', 'Muller^Zoe ', 'Muller^Zoe^^^'],
    ['one word', 'Suharto', 'SUHARTO'],
  ],
  similar: [
    ['a double-barrelled name', 'Dvorakova^Ludmila', 'Dvorakova-Holt^Ludmila'],
    ['a double-barrelled name and initials', PEOPLE.unmarried.name, PEOPLE.married.name],
    ['two Spanish family names', 'García López^María', 'García^María'],
    ['a particle', 'van der Berg^Jan', 'Berg^Jan'],
    ['other middle names', 'Smith^John Paul', 'Smith^John Peter'],
    ['an initial of a middle name', 'Smith^P', 'Smith^John Paul'],
    ['two ways to do without the umlaut', 'Mueller^Zoe', 'Muller^Zoe'],
    ['initials in place of a name', 'S^J', 'Smith^John'],
    ['the same initials', 'S^J', 'S^J'],
    ['one romanised name of two others', 'Li^Wei=李^偉', 'Li^Wei=黎^薇'],
    ['more words without a caret', 'Garcia Lopez Maria', 'Garcia^Maria'],
  ],
  partial: [
    ['another family name', 'Dvorakova^Ludmila', 'Holt^Ludmila'],
    ['another given name', 'Smith^John', 'Smith^Mary'],
    ['a family name alone', 'Smith', 'Smith^John'],
    ['ideographs', '王^小東', '王^偉'],
  ],
  different: [
    ['everything', 'Rookwood^Hester', 'Gannet^Crispin'],
    ['everything but an initial', 'Rookwood^H', 'Holt^R'],
    ['other initials', 'S^J', 'Penhaligon^Olga'],
    ['traditional and simplified ideographs', '張^偉', '张^伟'],
    ['voiced kana', 'かわ^た', 'がわ^だ'],
    ['Thai vowels', 'กี^มา', 'กา^มี'],
  ],
  unknown: [
    ['no name', '', 'Smith^John'],
    ['empty components', '^^^^', 'Smith^John'],
    ['a placeholder', 'Anonymous', 'Smith^John'],
    ['equal placeholders', 'ANON^PATIENT', 'ANON^PATIENT'],
    ['two scripts', 'Мюллер^Зоя', 'Muller^Zoe'],
    ['hangul and ideographs', '=牟^造', '=뮬러^조에'],
    ['kana and ideographs', '山田^太郎', 'やまだ^たろう'],
    ['kana beside ideographs, and kana alone', '山田^たろう', 'ヤマダ^タロウ'],
  ],
};

describe('two names', () => {
  for (const [outcome, cases] of Object.entries(CASES)) {
    it.each(cases)(`are ${outcome}: %s`, (_, a, b) => {
      expect(outcomeOf(a, b)).toBe(outcome);
      expect(outcomeOf(b, a)).toBe(outcome);
    });
  }

  it('of the fixtures are one person in seven writings, whichever is known', () => {
    expect(variants).toHaveLength(7);
    for (const name of variants) {
      for (const other of variants) expect(['same', 'similar', 'unknown']).toContain(outcomeOf(name, other));
      const others = variants.filter((own) => own !== name);
      expect(['same', 'similar']).toContain(compareNames([name], others).outcome);
    }
    expect(namesContradict(variants)).toBe(false);
  });

  it('are disputed where a second script has them different', () => {
    expect(compareNames(['Li^Wei=李^偉'], ['Li^Wei=黎^薇']).isDisputed).toBe(true);
    expect(compareNames(['Li^Wei=李^偉'], ['Li^Wei=李^偉']).isDisputed).toBe(false);
    expect(compareNames(['Li^Wei=李^偉'], ['Li^Wei=黎^薇', 'Li^Wei']).isDisputed).toBe(false);
  });
});

const WORDS = [
  'Müller',
  'Mueller',
  'Muller',
  'Zoë',
  'Zoe',
  'Z',
  'M',
  'van',
  'Bauer',
  'Baur',
  '王',
  '小東',
  'Зоя',
  'Anon',
];
const component = fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join(' '));
const group = fc.array(component, { minLength: 1, maxLength: 3 }).map((components) => components.join('^'));
const name = fc.array(group, { minLength: 1, maxLength: 3 }).map((groups) => groups.join('='));
const anyName = fc.oneof(name, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('comparing names', () => {
  it('does not depend on the side, nor on the order of the names', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 3 }), fc.array(anyName, { maxLength: 3 }), (a, b) => {
        const straight = compareNames(a, b);
        expect(compareNames(b, a)).toEqual(straight);
        expect(compareNames(a.toReversed(), b.toReversed())).toEqual(straight);
      }),
    );
  });

  it('finds every name the same as itself or similar, unless it names nobody', () => {
    fc.assert(
      fc.property(anyName, (own) => {
        expect(['same', 'similar', 'unknown']).toContain(outcomeOf(own, own));
        expect(namesContradict([own, own])).toBe(false);
      }),
    );
  });

  it('takes the name that fits best of those that a person has', () => {
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 3 }), (own, others) => {
        const alone = outcomeOf(own, own);
        const ranks: NameOutcome[] = ['same', 'similar', 'partial', 'different', 'unknown'];
        const best = compareNames([own], [own, ...others]).outcome;
        expect(ranks.indexOf(best)).toBeLessThanOrEqual(ranks.indexOf(alone));
      }),
    );
  });

  it('lets no delivered name cover up for another', () => {
    const known = ['Muller^Zoe=Мюллер^Зоя'];
    expect(compareEachName(['Muller^Zoe', 'Мюллер^Зоя'], known).outcome).toBe('same');
    expect(compareEachName(['Muller^Zoe', 'Петров^Олег'], known).outcome).toBe('different');
    expect(compareEachName(['Anonymous', 'Muller^Zoe', ''], known).outcome).toBe('same');
    expect(compareEachName([], known).outcome).toBe('unknown');
    expect(compareEachName(['Muller^Zoe'], []).outcome).toBe('unknown');
  });
});

describe('the names of one delivery', () => {
  it('contradict each other where they are of two people, or of one before and after a change', () => {
    expect(namesContradict(['Smith^John', 'SMITH^J', 'Smith^John Paul'])).toBe(false);
    expect(namesContradict(['Smith^John', 'Anonymous', ''])).toBe(false);
    expect(namesContradict(['Smith^John', 'Smith^John', 'Brown^John'])).toBe(true);
    expect(namesContradict(['Rookwood^Hester', 'Gannet^Crispin'])).toBe(true);
    expect(namesContradict([])).toBe(false);
  });

  it('contradict each other where there are more than anybody is written in', () => {
    const written = Array.from({ length: 33 }, (_, i) => `Smith^John^${'J'.repeat(i + 1)}`);
    expect(namesContradict(written.slice(0, 32).map(() => 'Smith^John'))).toBe(false);
    expect(namesContradict(written)).toBe(true);
  });

  it('are compared in no time, however long they are', () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `w${i}`).join(' ');
    expect(outcomeOf(`${long}^${long}`, `${long} x^${long}`)).toBe('same');
  });
});
