-- Creates the tables of MicroStatus: events, outbox, run lease, observations, attention, folders, quarantine, notes
-- Programs with an old SQLite read the same file, and one definition that they cannot parse would close the whole schema to them:
-- no STRICT or WITHOUT ROWID tables, no partial or expression indexes. Times are UTC, ISO 8601 with seven decimals.

CREATE TABLE dataset_event (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    dataset_id INTEGER, -- a number, not a reference: history outlives its dataset
    name TEXT NOT NULL,
    path TEXT,
    kind TEXT NOT NULL,
    field TEXT,
    old_value TEXT,
    new_value TEXT,
    why TEXT,
    who TEXT
);
CREATE INDEX dataset_event_dataset ON dataset_event (dataset_id);
CREATE INDEX dataset_event_name ON dataset_event (name COLLATE NOCASE);
CREATE INDEX dataset_event_time ON dataset_event (time);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dedup_key TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'pending',
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    dataset_id INTEGER REFERENCES dataset (id) ON DELETE SET NULL
);
CREATE INDEX outbox_state ON outbox (state);
CREATE INDEX outbox_dataset ON outbox (dataset_id);

CREATE TABLE run_lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    process_id INTEGER NOT NULL,
    process_start TEXT,
    user TEXT NOT NULL,
    acquired TEXT NOT NULL,
    heartbeat TEXT NOT NULL,
    expires TEXT NOT NULL,
    fence INTEGER NOT NULL,
    released INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE observation (
    path TEXT PRIMARY KEY,
    device INTEGER,
    inode INTEGER,
    first_seen TEXT NOT NULL,
    last_progress TEXT NOT NULL,
    last_change TEXT NOT NULL,
    last_full_listing TEXT NOT NULL,
    units INTEGER NOT NULL,
    growing_bytes INTEGER NOT NULL,
    rate_from TEXT NOT NULL,
    rate_from_units INTEGER NOT NULL,
    memory BLOB NOT NULL -- last, so that the small columns are read without it
);

CREATE TABLE attention (
    episode INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT,
    paused_by_us INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX attention_closed ON attention (closed);
CREATE INDEX attention_path ON attention (path);

CREATE TABLE folder_memory (
    path TEXT PRIMARY KEY,
    modified TEXT NOT NULL,
    listed TEXT NOT NULL,
    folders BLOB NOT NULL -- UTF-8, separated by NUL, which no name holds
);

CREATE TABLE quarantine (
    path TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    folder_modified TEXT
);

CREATE TABLE monitor_note (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Look-ups of Get-Dataset and of each registration. Equal keys come in the order of the rows, so no reader sees another order.
CREATE INDEX microstatus_dataset_name ON dataset (name COLLATE NOCASE);
CREATE INDEX microstatus_dataset_path ON dataset (path_on_fast_store);
