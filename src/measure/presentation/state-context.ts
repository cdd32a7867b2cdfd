import type { Dataset } from '../../dicom/dataset.js';
import { readCode } from '../code.js';
import type { MeasurementContext, Observer } from '../source.js';
import { known } from './known.js';

/** What a presentation state says of all its drawings: who made it, with what and when. PS3.3, Presentation State Identification and General Equipment Modules. */
export function stateContext(dataset: Dataset): Pick<MeasurementContext, 'dateTime' | 'observer'> {
  const date = dataset.string('PresentationCreationDate');
  const time = dataset.string('PresentationCreationTime') ?? '';
  const zone = time ? (dataset.string('TimezoneOffsetFromUTC') ?? '') : '';
  return { ...known({ dateTime: date && `${date}${time}${zone}` }), observer: observerOf(dataset) };
}

function observerOf(dataset: Dataset): Observer {
  const [creator] = dataset.sequence('ContentCreatorIdentificationCodeSequence');
  const device = known({
    manufacturer: dataset.string('Manufacturer'),
    model: dataset.string('ManufacturerModelName'),
    name: dataset.string('StationName'),
    serial: dataset.string('DeviceSerialNumber'),
    softwareVersion: dataset.strings('SoftwareVersions').filter(Boolean).join(', ') || undefined,
  });
  return known({
    person: dataset.string('ContentCreatorName'),
    personId: readCode(creator?.sequence('PersonIdentificationCodeSequence')[0])?.value,
    device: Object.keys(device).length > 0 ? device : undefined,
  });
}
