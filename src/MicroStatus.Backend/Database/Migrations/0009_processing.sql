-- Creates processing and processing_command: where the processing of each dataset stands, and the commands that were run for it

CREATE TABLE processing (
    dataset_id INTEGER PRIMARY KEY,
    stage TEXT,
    since TEXT NOT NULL,
    progress TEXT,
    last_progress TEXT NOT NULL,
    percent REAL,
    why TEXT,
    last_finished_look TEXT,
    is_announced_on_hive INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE processing_command (
    command_id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL UNIQUE,
    dataset_id INTEGER,
    stage TEXT,
    service TEXT,
    job_name TEXT NOT NULL,
    job_id TEXT,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL,
    begun TEXT NOT NULL,
    ended TEXT,
    exit_code INTEGER,
    output TEXT,
    log TEXT NOT NULL,
    lost_since TEXT
);
CREATE INDEX processing_command_dataset ON processing_command (dataset_id, stage, command_id);
