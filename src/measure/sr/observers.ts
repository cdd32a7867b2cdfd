import type { Dataset } from '../../dicom/dataset.js';
import type { Code } from '../code.js';
import type { Observer } from '../source.js';
import { type ContentItem, codeOf, related, textOf } from './content-item.js';

type Device = NonNullable<Observer['device']>;
type Role = NonNullable<ContentItem['role']>;

const DEVICE_PARTS = [
  ['deviceUID', 'uid'],
  ['deviceName', 'name'],
  ['deviceManufacturer', 'manufacturer'],
  ['deviceModel', 'model'],
  ['deviceSerial', 'serial'],
] as const satisfies readonly (readonly [Role, keyof Device])[];

const OF_OBSERVERS: ReadonlySet<Role> = new Set([
  'observerType',
  'personName',
  'personLogin',
  'personNumber',
  ...DEVICE_PARTS.map(([role]) => role),
]);

/** An observer of one kind replaces the outer one as a whole: a role does not pass to another person. */
export function withObservers(outer: Observer, item: ContentItem): Observer {
  if (!item.children.some(({ role, target }) => target || (role && OF_OBSERVERS.has(role)))) return outer;
  const below = related(item);
  // PS3.16 TID 1001: attributes stand beside the observer's type; AIM's reports have them below it.
  const types = below.filter(({ role }) => role === 'observerType');
  const stated = types.length > 0 ? [...below, ...types.flatMap(related)] : below;
  const person = personIn(stated);
  const device = deviceIn(stated);
  if (!person && !device) return outer;
  const kept: Observer = outer.device ? { device: outer.device } : {};
  return { ...(person ? { ...kept, ...person } : outer), ...(device && { device }) };
}

/**
 * The author as the object's header has him, where its content names nobody. PS3.3 C.17.2.5, macro C.17-3b; a device that
 * is the author counts as one.
 */
export function authorOf(dataset: Dataset): Observer {
  const author = dataset.sequence('AuthorObserverSequence')[0];
  const person = author?.string('PersonName');
  const name = author?.string('StationName');
  const uid = author?.string('DeviceUID');
  const manufacturer = author?.string('Manufacturer');
  const model = author?.string('ManufacturerModelName');
  if (!person && !name && !uid && !model) return {};
  if (person) return { person };
  return {
    device: {
      ...(uid && { uid }),
      ...(name && { name }),
      ...(manufacturer && { manufacturer }),
      ...(model && { model }),
    },
  };
}

function textFor(items: readonly ContentItem[], role: Role): string | undefined {
  const found = items.find((item) => item.role === role);
  return found && textOf(found);
}

function codeFor(items: readonly ContentItem[], role: Role): Code | undefined {
  const found = items.find((item) => item.role === role);
  return found && codeOf(found);
}

/** PS3.16 TID 1003. */
function personIn(items: readonly ContentItem[]): Observer | undefined {
  const person = textFor(items, 'personName');
  const personId = textFor(items, 'personLogin') ?? textFor(items, 'personNumber');
  if (person === undefined && personId === undefined) return undefined;
  const role = codeFor(items, 'personRole') ?? codeFor(items, 'personRoleInOrganization');
  return { ...(person && { person }), ...(personId && { personId }), ...(role && { role }) };
}

/** PS3.16 TID 1004. */
function deviceIn(items: readonly ContentItem[]): Device | undefined {
  const parts = DEVICE_PARTS.flatMap(([role, key]) => {
    const text = textFor(items, role);
    return text === undefined ? [] : [[key, text] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
