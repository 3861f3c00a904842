-- Creates the tables shared with the web page and the older monitor: dataset, pi, clnumber, warning
-- (lab.md §6: these columns, in this order, under these names; the older monitor reads them by position).

CREATE TABLE pi (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    public_folder_name TEXT
);

CREATE TABLE clnumber (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    pi INTEGER REFERENCES pi (id) ON DELETE SET NULL
);

CREATE TABLE dataset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT,
    path_on_fast_store TEXT,
    cl_number INTEGER REFERENCES clnumber (id) ON DELETE SET NULL,
    pi INTEGER REFERENCES pi (id) ON DELETE SET NULL,
    imaging_status TEXT NOT NULL DEFAULT 'in_progress',
    processing_status TEXT NOT NULL DEFAULT 'not_started',
    path_on_hive TEXT,
    job_number INTEGER,
    imaris_file_path TEXT,
    channels INTEGER NOT NULL DEFAULT 1,
    z_layers_total INTEGER,
    z_layers_current INTEGER,
    ribbons_total INTEGER,
    ribbons_finished INTEGER,
    tiles_total INTEGER,
    tiles_finished INTEGER,
    tiles_x INTEGER,
    tiles_y INTEGER,
    resolution_xy TEXT,
    resolution_z TEXT,
    imaging_no_progress_time TEXT,
    processing_no_progress_time TEXT,
    processing_summary TEXT,
    z_layers_checked INTEGER,
    keep_composites INTEGER DEFAULT 0,
    delete_405 INTEGER DEFAULT 0,
    created TEXT,
    modality TEXT,
    is_brain INTEGER DEFAULT 0,
    peace_json_created INTEGER DEFAULT 0,
    imaging_summary TEXT,
    moved INTEGER DEFAULT 0,
    moving INTEGER DEFAULT 0,
    paused INTEGER DEFAULT 0,
    public INTEGER DEFAULT 0,
    instrument_id TEXT,
    imaging_start TEXT,
    imaging_end TEXT,
    scheduler_posted INTEGER DEFAULT 0,
    scheduler_record_id TEXT,
    scheduler_notified INTEGER DEFAULT 0
);

CREATE TABLE warning (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    message_sent INTEGER DEFAULT 0,
    active INTEGER DEFAULT 1
);

INSERT INTO warning (type) VALUES ('daily_summary');
