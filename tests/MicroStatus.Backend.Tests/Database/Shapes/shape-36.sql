-- A database that stops at column 36 (instrument_id), whose later columns were added one by one, so that old rows hold their defaults unwritten.
PRAGMA page_size = 1024;
CREATE TABLE IF NOT EXISTS "pi" (id INTEGER PRIMARY KEY, name TEXT NOT NULL, public_folder_name TEXT);
CREATE TABLE IF NOT EXISTS "clnumber" (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pi INTEGER REFERENCES pi(id) ON DELETE SET NULL);
CREATE TABLE IF NOT EXISTS "warning" (id INTEGER PRIMARY KEY, type TEXT NOT NULL, message_sent INTEGER DEFAULT 0, active INTEGER DEFAULT 1);
CREATE TABLE "dataset" (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, path_on_fast_store TEXT,
    cl_number INTEGER REFERENCES clnumber(id) ON DELETE SET NULL, pi INTEGER REFERENCES pi(id) ON DELETE SET NULL,
    imaging_status TEXT NOT NULL DEFAULT 'in_progress', processing_status TEXT NOT NULL DEFAULT 'not_started',
    path_on_hive TEXT, job_number INTEGER, imaris_file_path TEXT, channels INTEGER NOT NULL DEFAULT 1,
    z_layers_total INTEGER, z_layers_current INTEGER, ribbons_total INTEGER, ribbons_finished INTEGER,
    tiles_total INTEGER, tiles_finished INTEGER, tiles_x INTEGER, tiles_y INTEGER, resolution_xy TEXT, resolution_z TEXT,
    imaging_no_progress_time TEXT, processing_no_progress_time TEXT, processing_summary TEXT, z_layers_checked INTEGER,
    keep_composites INTEGER DEFAULT 0, delete_405 INTEGER DEFAULT 0, created TEXT
);
INSERT INTO pi (id, name) VALUES (1, 'dutta-a'), (2, 'dutta-a'), (3, 'dutta-a');
INSERT INTO clnumber (id, name, pi) VALUES (1, '12CL90', 1);
INSERT INTO dataset (id, name, path_on_fast_store, cl_number, pi, created) VALUES (1, 'old_stack1', '/CBI_FastStore/Acquire/RSCM/dutta-a/12CL90/old_stack1', 1, 1, '2023-02-29_00-00-00');
ALTER TABLE dataset ADD COLUMN modality TEXT;
ALTER TABLE dataset ADD COLUMN is_brain INTEGER DEFAULT 0;
ALTER TABLE dataset ADD COLUMN peace_json_created INTEGER DEFAULT 0;
ALTER TABLE dataset ADD COLUMN imaging_summary TEXT;
ALTER TABLE dataset ADD COLUMN moved INTEGER DEFAULT 0;
ALTER TABLE dataset ADD COLUMN moving INTEGER DEFAULT 0;
ALTER TABLE dataset ADD COLUMN paused INTEGER DEFAULT 0;
INSERT INTO dataset (id, name, path_on_fast_store, imaging_status, processing_status, job_number, created, modality, moved, paused)
VALUES (2, 'mid_stack1', '/CBI_FastStore/Acquire/RSCM/dutta-a/12CL90/mid_stack1', 'finished', 'moved_to_hive', 'seven', '2024-06-01_12-00-00', 'rscm', 'true', 0);
ALTER TABLE dataset ADD COLUMN public INTEGER DEFAULT 0;
ALTER TABLE dataset ADD COLUMN instrument_id TEXT;
INSERT INTO dataset (id, name, path_on_fast_store, imaging_status, imaging_no_progress_time, created, modality, instrument_id)
VALUES (9007199254740993, 'large_id_stack1', '/CBI_FastStore/Acquire/RSCM/dutta-a/12CL90/large_id_stack1', 'IN_PROGRESS', 'soon', '2025-11-02_01-30-00', 'RSCM', '');
CREATE INDEX IF NOT EXISTS pi_name ON pi (name);
