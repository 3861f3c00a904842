-- A database that stops at column 35 (public): tables made one at a time by hand, without types where nobody thought of them, with indexes,
-- a view and a trigger of the web page.
CREATE TABLE clnumber ("id" integer PRIMARY KEY, "name" text NOT NULL UNIQUE, "pi" integer REFERENCES "pi" ("id") ON DELETE SET NULL);
CREATE TABLE pi ("id" integer PRIMARY KEY, "name" text NOT NULL, "public_folder_name");
CREATE TABLE warning ("id" integer PRIMARY KEY, "type" text NOT NULL, "message_sent" integer DEFAULT 0, "active" integer DEFAULT 1);
CREATE TABLE dataset (
    "id" integer PRIMARY KEY AUTOINCREMENT, "name", "path_on_fast_store",
    "cl_number" integer REFERENCES "clnumber" ("id") ON DELETE SET NULL, "pi" integer REFERENCES "pi" ("id") ON DELETE SET NULL,
    "imaging_status" text NOT NULL DEFAULT 'in_progress', "processing_status" text NOT NULL DEFAULT 'not_started', "path_on_hive", "job_number",
    "imaris_file_path", "channels" integer NOT NULL DEFAULT 1, "z_layers_total", "z_layers_current", "ribbons_total", "ribbons_finished",
    "tiles_total", "tiles_finished", "tiles_x", "tiles_y", "resolution_xy" text, "resolution_z" text, "imaging_no_progress_time" text,
    "processing_no_progress_time" text, "processing_summary" text, "z_layers_checked", "keep_composites" DEFAULT 0, "delete_405" DEFAULT 0,
    "created" text, "modality" text, "is_brain" DEFAULT 0, "peace_json_created" DEFAULT 0, "imaging_summary" text, "moved" DEFAULT 0,
    "moving" DEFAULT 0, "paused" DEFAULT 0, "public" DEFAULT 0
);

CREATE INDEX by_created ON dataset (created);
CREATE UNIQUE INDEX one_type ON warning (type);
CREATE TABLE web_log (at, dataset_id, was);
CREATE VIEW waiting AS SELECT * FROM dataset WHERE paused;
CREATE TRIGGER web_log_status AFTER UPDATE OF imaging_status ON dataset BEGIN
    INSERT INTO web_log VALUES (datetime('now'), old.id, old.imaging_status);
END;

INSERT INTO pi VALUES (1, 'cebra', NULL), (2, 'O''Brien "Bob"', ''), (3, '', NULL);
INSERT INTO clnumber VALUES (10, 'CL12', 1), (11, '7CL3a', NULL);
INSERT INTO warning VALUES (1, 'daily_summary', 1, 0);
INSERT INTO dataset (id, name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, channels, tiles_total, tiles_finished, created, modality,
    keep_composites, peace_json_created, imaging_summary, moved, moving, paused, public)
VALUES
    (3, 'a "quoted" one', '/CBI_FastStore/Acquire/MesoSPIM/cebra/CL12/a "quoted" one', 10, 1, 'needs_attention', 'not_started', 2, 12, 12.0, '2025-05-05_05-05-05', 'mesospim', 1, '2025-05-06_00-00-00', '{"a": 1}', 0, 0, 1, 0),
    (4, 'two' || char(10) || 'lines', '/CBI_FastStore/Acquire/MesoSPIM/cebra/CL12/two' || char(10) || 'lines', 10, NULL, 'in_progress', 'started', 1, '12', 'twelve', '', 'mesospim', 0, 0, '{', 0, 0, 0, 0),
    (5, 'mouse 🐭 O''Brien', '/CBI_FastStore/Acquire/MesoSPIM/O''Brien/7CL3a/mouse 🐭', 11, 2, 'finished', 'ims_converted', 1, 2.5, 2, '2025-03-09_02-30-00', 'mesospim', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (6, NULL, '', NULL, NULL, 'in_progress', 'not_started', 1, x'0102', 99999999999, NULL, NULL, 'yes', 0, NULL, 0, 0, 0, 0),
    (7, x'6e616d65', x'2f70', 3, 3, '', '', 'two', NULL, NULL, 20250101, 'mesospim', 0, 0, x'00', '1', '0', ' 1 ', 0);
DELETE FROM dataset WHERE id = 8;
UPDATE sqlite_sequence SET seq = 120 WHERE name = 'dataset';
