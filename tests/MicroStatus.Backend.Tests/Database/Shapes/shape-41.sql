-- A database with all columns, and two of the web page's own after the last one; a journal of its own beside it is not part of this file.
CREATE TABLE pi (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, public_folder_name TEXT, room TEXT);
CREATE TABLE clnumber (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, pi INTEGER REFERENCES pi (id) ON DELETE SET NULL);
CREATE TABLE warning (id INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, message_sent INTEGER DEFAULT 0, active INTEGER DEFAULT 1);
CREATE TABLE dataset (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, path_on_fast_store TEXT,
    cl_number INTEGER REFERENCES clnumber (id) ON DELETE SET NULL, pi INTEGER REFERENCES pi (id) ON DELETE SET NULL,
    imaging_status TEXT NOT NULL DEFAULT 'in_progress', processing_status TEXT NOT NULL DEFAULT 'not_started',
    path_on_hive TEXT, job_number TEXT, imaris_file_path TEXT, channels INTEGER NOT NULL DEFAULT 1,
    z_layers_total INTEGER, z_layers_current INTEGER, ribbons_total INTEGER, ribbons_finished INTEGER,
    tiles_total INTEGER, tiles_finished INTEGER, tiles_x INTEGER, tiles_y INTEGER, resolution_xy TEXT, resolution_z TEXT,
    imaging_no_progress_time TEXT, processing_no_progress_time TEXT, processing_summary TEXT, z_layers_checked INTEGER,
    keep_composites INTEGER DEFAULT 0, delete_405 INTEGER DEFAULT 0, created TEXT, modality TEXT, is_brain INTEGER DEFAULT 0,
    peace_json_created INTEGER DEFAULT 0, imaging_summary TEXT, moved INTEGER DEFAULT 0, moving INTEGER DEFAULT 0, paused INTEGER DEFAULT 0,
    public INTEGER DEFAULT 0, instrument_id TEXT, imaging_start TEXT, imaging_end TEXT, scheduler_posted INTEGER DEFAULT 0,
    scheduler_record_id TEXT, scheduler_notified INTEGER DEFAULT 0, web_colour TEXT DEFAULT 'grey', web_note BLOB
);
INSERT INTO pi (id, name, room) VALUES (1, 'dermody', 'B 12'), (2, 'klimstra-w', NULL);
INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL18', 2);
INSERT INTO warning (type, message_sent, active) VALUES ('daily_summary', 0, 1), ('daily_summary', 1, 0);
INSERT INTO dataset (id, name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, path_on_hive, tiles_x, tiles_y, imaging_start, imaging_end,
    scheduler_posted, scheduler_record_id, created, modality, moved, moving, web_colour, web_note)
VALUES
    (11, 'brain_1', '/CBI_FastStore/Acquire/MesoSPIM/dermody/5CL18/brain_1', 1, 1, 'finished', 'finished', '/h20/Acquire/MesoSPIM/dermody/5CL18/brain_1', 3, 4, '2025-07-01_10-00-00', '2025-07-01_18-30-00', 1, '20250701100000000011', '2025-07-01_10-00-00', 'mesospim', 1, 0, 'red', x'ff00'),
    (12, 'brain_2', '/CBI_FastStore/Acquire/MesoSPIM/dermody/5CL18/brain_2', 1, 1, 'finished', 'decon_done', NULL, '3', 'x4', 'yesterday', '', 'no', 20250701100000000012, 'NULL', 'mesospim', 0, 0, NULL, NULL),
    (14, 'brain_2', '/CBI_FastStore/Acquire/MesoSPIM/dermody/5CL18/brain_2', 1, 1, 'done', 'needs_attention', '', NULL, NULL, NULL, NULL, 0, NULL, '2025-07-02_10-00-00', 'mesospim', 0, 1, 'grey', NULL);
CREATE VIEW web_list (number, title) AS SELECT id, name || ' (' || web_colour || ')' FROM dataset;
CREATE TRIGGER web_no_delete BEFORE DELETE ON dataset WHEN old.web_colour = 'red' BEGIN SELECT RAISE(ABORT, 'red ones stay'); END;
UPDATE sqlite_sequence SET seq = 9000 WHERE name = 'dataset';
