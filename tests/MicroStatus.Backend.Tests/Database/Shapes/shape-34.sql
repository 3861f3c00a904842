-- A database that stops at column 34 (paused), as the first web page made it: everything typed, keys that count up by themselves.
PRAGMA foreign_keys = OFF;

CREATE TABLE pi (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(100) NOT NULL,
    public_folder_name VARCHAR(100)
);

CREATE TABLE clnumber (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(30) NOT NULL UNIQUE,
    pi INTEGER,
    FOREIGN KEY (pi) REFERENCES pi (id) ON DELETE SET NULL
);

CREATE TABLE dataset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(200) NOT NULL,
    path_on_fast_store VARCHAR(400),
    cl_number INTEGER,
    pi INTEGER,
    imaging_status VARCHAR(20) NOT NULL DEFAULT 'in_progress',
    processing_status VARCHAR(20) NOT NULL DEFAULT 'not_started',
    path_on_hive VARCHAR(400),
    job_number VARCHAR(20),
    imaris_file_path VARCHAR(400),
    channels INTEGER NOT NULL DEFAULT 1,
    z_layers_total INTEGER,
    z_layers_current INTEGER,
    ribbons_total INTEGER,
    ribbons_finished INTEGER,
    tiles_total INTEGER,
    tiles_finished INTEGER,
    tiles_x INTEGER,
    tiles_y INTEGER,
    resolution_xy VARCHAR(20),
    resolution_z VARCHAR(20),
    imaging_no_progress_time VARCHAR(30),
    processing_no_progress_time VARCHAR(30),
    processing_summary TEXT,
    z_layers_checked INTEGER,
    keep_composites BOOLEAN DEFAULT 0,
    delete_405 BOOLEAN DEFAULT 0,
    created VARCHAR(30),
    modality VARCHAR(20),
    is_brain BOOLEAN DEFAULT 0,
    peace_json_created BOOLEAN DEFAULT 0,
    imaging_summary TEXT,
    moved BOOLEAN DEFAULT 0,
    moving BOOLEAN DEFAULT 0,
    paused BOOLEAN DEFAULT 0,
    FOREIGN KEY (cl_number) REFERENCES clnumber (id) ON DELETE SET NULL,
    FOREIGN KEY (pi) REFERENCES pi (id) ON DELETE SET NULL
);

CREATE TABLE warning (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type VARCHAR(50) NOT NULL,
    message_sent BOOLEAN DEFAULT 0,
    active BOOLEAN DEFAULT 1
);

INSERT INTO pi (id, name, public_folder_name) VALUES (1, 'klimstra-w', 'klimstra-w'), (2, 'Müller', NULL), (4, 'klimstra-w', '');
INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL18', 1), (2, '00CL00', NULL), (3, 'CL12', 99);
INSERT INTO warning (type, message_sent, active) VALUES ('space_hive_thr0', 1, 1);

INSERT INTO dataset (id, name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, channels, z_layers_total, z_layers_current,
    ribbons_total, ribbons_finished, resolution_xy, resolution_z, created, modality, is_brain, moved)
VALUES
    (1, '8257_try2_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1', 1, 1, 'finished', 'in_progress', 2, 10, 0, 40, 40, '0.50', '2.0', '2025-01-02_03-04-05', 'rscm', 1, 0),
    (2, 'status_zero_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/status_zero_stack1', 1, 1, '0', 'not_started', 1, NULL, NULL, NULL, NULL, NULL, NULL, '2025-01-03_03-04-05', 'rscm', 0, 0),
    (3, 'status_one_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/status_one_stack1', 1, 1, 'finished', '1', 1, NULL, NULL, NULL, NULL, NULL, NULL, '2025-01-04_03-04-05', 'rscm', 0, 0),
    (4, 'paused_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/twice', 1, 1, 'paused', 'not_started', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'rscm', 0, 0),
    (5, 'again_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/twice', 77, 88, 'in_progress', 'not_started', 1, NULL, NULL, 'many', '12', '', '', '2025/01/02', 'rscm', 0, 0),
    (6, 'moved_stack1', '/CBI_FastStore/Acquire/RSCM/klimstra-w/5CL18/twice', 1, 1, 'finished', 'finished', 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-01_00-00-00', 'rscm', 0, 1);

UPDATE sqlite_sequence SET seq = 5000 WHERE name = 'dataset';
