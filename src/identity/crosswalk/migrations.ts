/** One step of the database's structure. */
export interface Migration {
  /** What `PRAGMA user_version` says after it. */
  readonly version: number;
  readonly up: string;
}

const VERSION_1 = `
CREATE TABLE meta(
  key TEXT PRIMARY KEY NOT NULL,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE trials(
  id INTEGER PRIMARY KEY,
  protocol TEXT NOT NULL UNIQUE,
  sponsor TEXT NOT NULL,
  project_key TEXT NOT NULL, -- fingerprint
  seal BLOB NOT NULL
) STRICT;
CREATE TABLE people(
  id INTEGER PRIMARY KEY,
  details TEXT NOT NULL, -- JSON: names, birthDates, sexes
  seal BLOB NOT NULL
) STRICT;
CREATE TABLE numbers(
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people,
  issuer TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  seal BLOB NOT NULL,
  UNIQUE(issuer, patient_id)
) STRICT;
CREATE INDEX numbers_patient_id ON numbers(patient_id);
CREATE INDEX numbers_person ON numbers(person);
CREATE TABLE demographics(
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people,
  key TEXT NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX demographics_key ON demographics(key);
CREATE INDEX demographics_person ON demographics(person);
CREATE TABLE subjects(
  id INTEGER PRIMARY KEY,
  trial INTEGER NOT NULL REFERENCES trials,
  person INTEGER REFERENCES people,
  site TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('subject', 'phantom')),
  scope TEXT NOT NULL,
  sequence INTEGER,
  status TEXT NOT NULL CHECK(status IN ('active', 'withdrawn', 'retired')),
  replaced_by INTEGER REFERENCES subjects,
  shift_days INTEGER NOT NULL,
  note TEXT,
  seal BLOB NOT NULL,
  UNIQUE(trial, subject),
  UNIQUE(trial, kind, scope, sequence)
) STRICT;
CREATE INDEX subjects_person ON subjects(person);
CREATE TABLE deliveries(
  id INTEGER PRIMARY KEY,
  trial INTEGER NOT NULL REFERENCES trials,
  run TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  operator TEXT,
  os_user TEXT NOT NULL,
  site TEXT,
  inputs TEXT NOT NULL,
  status TEXT NOT NULL,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX deliveries_trial ON deliveries(trial);
CREATE TABLE studies(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subjects,
  study_uid TEXT NOT NULL,
  day INTEGER NOT NULL,
  visit TEXT,
  offset_days INTEGER,
  timing TEXT NOT NULL,
  reason TEXT,
  generation INTEGER NOT NULL,
  number INTEGER REFERENCES numbers,
  delivery INTEGER NOT NULL REFERENCES deliveries,
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX studies_subject ON studies(subject);
CREATE INDEX studies_study_uid ON studies(study_uid);
CREATE INDEX studies_delivery ON studies(delivery);
CREATE INDEX studies_number ON studies(number);
CREATE TABLE contents(
  id INTEGER PRIMARY KEY,
  delivery INTEGER NOT NULL REFERENCES deliveries,
  study INTEGER NOT NULL REFERENCES studies,
  series TEXT NOT NULL, -- JSON: UID and modality of each
  instances INTEGER NOT NULL,
  sops BLOB NOT NULL, -- deflated lines: series, class, instance
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX contents_study ON contents(study);
CREATE INDEX contents_delivery ON contents(delivery);
CREATE TABLE readings(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subjects,
  visit TEXT NOT NULL,
  generation INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  reading TEXT NOT NULL UNIQUE,
  seal BLOB NOT NULL,
  UNIQUE(subject, visit, generation)
) STRICT;
CREATE TABLE excuses(
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subjects,
  visit TEXT NOT NULL,
  reason TEXT NOT NULL,
  seal BLOB NOT NULL,
  UNIQUE(subject, visit)
) STRICT;
CREATE TABLE releases(
  id INTEGER PRIMARY KEY,
  delivery INTEGER NOT NULL REFERENCES deliveries,
  study INTEGER NOT NULL REFERENCES studies,
  folder TEXT NOT NULL,
  files BLOB NOT NULL, -- deflated JSON
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX releases_study ON releases(study);
CREATE INDEX releases_delivery ON releases(delivery);
CREATE TABLE audit(
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  os_user TEXT NOT NULL,
  operator TEXT,
  tool TEXT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT,
  before_mac TEXT,
  after_mac TEXT,
  mac TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entity ON audit(entity, seq);
`;

/** The ledger: nothing of it is changed, and nothing is taken away. */
const VERSION_2 = `
CREATE TABLE events(
  id INTEGER PRIMARY KEY,
  trial INTEGER NOT NULL REFERENCES trials,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  os_user TEXT NOT NULL,
  operator TEXT,
  run TEXT,
  delivery INTEGER, -- number in its run
  site TEXT,
  subject INTEGER REFERENCES subjects,
  study_uid TEXT,
  visit TEXT,
  command TEXT,
  report TEXT, -- SHA-256
  item TEXT,
  details TEXT NOT NULL, -- JSON
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX events_trial ON events(trial);
CREATE INDEX events_subject ON events(subject);
CREATE INDEX events_study_uid ON events(study_uid);
CREATE INDEX events_run ON events(run);
CREATE TRIGGER events_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_not_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TABLE digests(
  id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events,
  digests BLOB NOT NULL, -- deflated lines: instance, SHA-256
  seal BLOB NOT NULL
) STRICT;
CREATE INDEX digests_event ON digests(event);
CREATE TRIGGER digests_not_changed BEFORE UPDATE ON digests
BEGIN SELECT RAISE(ABORT, 'digests are never changed'); END;
CREATE TRIGGER digests_not_deleted BEFORE DELETE ON digests
BEGIN SELECT RAISE(ABORT, 'digests are never deleted'); END;
`;

/** Every structure that a database of this program had, the oldest first. A step that was released never changes. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: VERSION_1 },
  { version: 2, up: VERSION_2 },
];

/** The structure that this program reads and writes. */
export const CURRENT_VERSION = MIGRATIONS.at(-1)?.version ?? 0;
