-- Creates dataset_move, move_hold and intent: moves to Hive, datasets that no check moves, acts on the outside
-- Ids of datasets are numbers here, not references: a move outlives its dataset's row.

CREATE TABLE dataset_move (
    move_id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    destination TEXT NOT NULL,
    state TEXT NOT NULL,
    origin TEXT NOT NULL,
    proof TEXT NOT NULL,
    run_id TEXT NOT NULL,
    runs INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    former_status TEXT,
    work_folder TEXT,
    log TEXT,
    trash_entry TEXT,
    job_id TEXT,
    job_name TEXT NOT NULL,
    begun TEXT NOT NULL,
    submitted TEXT,
    ended TEXT,
    next_try TEXT,
    lost_since TEXT,
    last_error TEXT
);
CREATE INDEX dataset_move_dataset ON dataset_move (dataset_id, move_id);
CREATE INDEX dataset_move_state ON dataset_move (state);

CREATE TABLE move_hold (
    dataset_id INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE TABLE intent (
    intent_id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    dataset_id INTEGER,
    what TEXT NOT NULL,
    data TEXT,
    state TEXT NOT NULL,
    begun TEXT NOT NULL,
    ended TEXT,
    result TEXT
);
CREATE INDEX intent_state ON intent (state);
