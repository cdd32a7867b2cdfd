import { describe, expect, it } from 'vitest';
import type { MeasurementContext } from '../../../src/measure/source.js';
import { cd, field, list, readAnnotation, uid } from './documents.js';

function context(...parts: string[]): MeasurementContext {
  const [item] = readAnnotation(...parts).items;
  if (!item) throw new Error('no item');
  return item.context;
}

/** Names and values of what is said, by their codes. */
const said = (...parts: string[]): (string | undefined)[][] =>
  context(...parts).qualitative.map(({ name, value }) => [
    name.value,
    typeof value === 'string' ? value : value.value,
  ]);

const observation = (inner: string): string =>
  list('imagingObservationEntityCollection', `<ImagingObservationEntity>${inner}</ImagingObservationEntity>`);
const characteristic = (inner: string): string =>
  list(
    'imagingObservationCharacteristicCollection',
    `<ImagingObservationCharacteristic>${inner}</ImagingObservationCharacteristic>`,
  );

describe('the type of an annotation', () => {
  it.each([
    ['a finding of a public scheme', 'RID39466', 'RadLex', 'RID39466', undefined],
    ['a baseline category', '112074', 'DCM', undefined, '112074'],
    ['a response', '112041', 'DCM', undefined, undefined],
    ['a template of a private scheme', 'ROI', '99EPAD', undefined, undefined],
  ])('that is %s is told by its code', (_, code, scheme, finding, category) => {
    const { finding: found, findingCategory, qualitative } = context(cd('typeCode', code, scheme));
    expect([found?.value, findingCategory?.value]).toEqual([finding, category]);
    expect(qualitative).toMatchObject([
      { name: { value: 'annotation-type' }, value: { value: code, scheme } },
    ]);
  });
});

describe('tracking', () => {
  it('is by the tracking identifier or the lesion, never by the annotation, which is new at each visit', () => {
    const own = uid('uniqueIdentifier', '1.1');
    const tracked = uid('trackingUniqueIdentifier', '1.2');
    const lesion = list(
      'lesionObservationEntityCollection',
      `<LesionObservationEntity>${uid('lesionUniqueIdentifier', '1.3')}${field('trackingIdentifier', 'T1')}</LesionObservationEntity>`,
    );
    expect(context(own).trackingUID).toBeUndefined();
    expect(context(own, lesion)).toMatchObject({ trackingUID: '1.3', trackingId: 'T1' });
    expect(context(own, tracked, lesion).trackingUID).toBe('1.2');
  });
});

describe('anatomy', () => {
  const entity = (inner: string): string => `<ImagingPhysicalEntity>${inner}</ImagingPhysicalEntity>`;
  const entities = (...inner: string[]): string =>
    list('imagingPhysicalEntityCollection', ...inner.map(entity));
  const side = list(
    'lesionObservationEntityCollection',
    `<LesionObservationEntity>${cd('laterality', '7771000', 'SCT', 'Left')}${cd('therapeuticResponse', 'CR', 'X')}</LesionObservationEntity>`,
  );

  it('has every site in order', () => {
    const { sites } = context(
      entities(cd('typeCode', '39607008', 'SCT', 'Lung'), cd('typeCode', 'RID1', 'RadLex')),
    );
    expect(sites.map(({ site }) => `${site.value} ${site.scheme}`)).toEqual(['39607008 SCT', 'RID1 RadLex']);
  });

  it('that is absent is no site', () => {
    const absent = entities(cd('typeCode', '39607008', 'SCT') + field('isPresent', 'false'));
    expect(context(absent).sites).toEqual([]);
    expect(said(absent)).toEqual([['39607008', 'absent']]);
  });

  it('has the side of the lesion where there is one site', () => {
    const lung = cd('typeCode', '39607008', 'SCT');
    expect(context(entities(lung), side).sites[0]?.laterality?.value).toBe('7771000');
    expect(context(entities(lung, lung), side).sites.map(({ laterality }) => laterality)).toEqual([
      undefined,
      undefined,
    ]);
    expect(said(side)).toEqual([['therapeuticResponse', 'CR']]);
  });

  it('keeps what else is said of a site', () => {
    const list4 = 'imagingPhysicalEntityCharacteristicCollection';
    const said2 = ['M1', 'M2'].map(
      (code) =>
        `<ImagingPhysicalEntityCharacteristic>${cd('typeCode', code, 'X')}</ImagingPhysicalEntityCharacteristic>`,
    );
    const text = entities(cd('typeCode', '39607008', 'SCT') + list(list4, ...said2));
    expect(context(text).sites).toMatchObject([{ site: { value: '39607008' }, modifier: { value: 'M1' } }]);
    expect(said(text)).toEqual([['39607008', 'M2']]);
  });
});

describe('observations', () => {
  it('are named by their question, or by the observation that they belong to', () => {
    const about = cd('typeCode', 'O', 'X');
    const asked = cd('questionTypeCode', 'Q', 'X');
    const plain = characteristic(cd('typeCode', 'C', 'X'));
    const answer = characteristic(cd('typeCode', 'C', 'X') + asked);
    expect(said(observation(about))).toEqual([['imaging-observation', 'O']]);
    expect(said(observation(about + asked))).toEqual([['Q', 'O']]);
    expect(said(observation(about + plain))).toEqual([['O', 'C']]);
    expect(said(observation(about + answer))).toEqual([['Q', 'C']]);
    expect(said(observation(about + field('isPresent', 'false')))).toEqual([['O', 'absent']]);
  });

  it('have quantities as text, with operator and unit', () => {
    const quantity = (attributes: string, inner: string): string =>
      list(
        'characteristicQuantificationCollection',
        `<CharacteristicQuantification ${attributes}>${inner}</CharacteristicQuantification>`,
      );
    const quantities = (inner: string) =>
      said(observation(cd('typeCode', 'O', 'X') + characteristic(cd('typeCode', 'C', 'X') + inner)));
    const numerical = quantity(
      'operator="GreaterThanEqual"',
      field('value', '5') + field('ucumString', 'mm'),
    );
    const interval = quantity(
      '',
      field('minValue', '1') + field('maxValue', '3') + field('ucumString', 'cm'),
    );
    expect(quantities(numerical)).toEqual([
      ['O', 'C'],
      ['C', '>= 5 mm'],
    ]);
    expect(quantities(interval)).toEqual([
      ['O', 'C'],
      ['C', '1 .. 3 cm'],
    ]);
    expect(quantities(quantity('', cd('typeCode', 'N', 'X')))).toEqual([
      ['O', 'C'],
      ['C', 'N'],
    ]);
    expect(quantities(quantity('', ''))).toEqual([['O', 'C']]);
  });
});

describe('what else is said', () => {
  it('is inferences, roles, and the annotation that this one follows', () => {
    const inference = list(
      'inferenceEntityCollection',
      `<InferenceEntity>${cd('typeCode', 'I', 'X')}</InferenceEntity>`,
    );
    const role = list(
      'annotationRoleEntityCollection',
      `<AnnotationRoleEntity>${cd('roleCode', 'R', 'X')}</AnnotationRoleEntity>`,
    );
    expect(said(inference, role, uid('precedentReferencedAnnotationUid', '1.9'))).toEqual([
      ['inference', 'I'],
      ['annotation-role', 'R'],
      ['precedent-annotation', '1.9'],
    ]);
  });
});
