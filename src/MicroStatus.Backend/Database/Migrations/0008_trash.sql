-- Creates file_relocation and hashed_file: files of moved datasets that were taken elsewhere, and what files were found to hold
-- Times of files are nanoseconds since 1970: a change of one of them must show.

CREATE TABLE file_relocation (
    relocation_id INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset_id INTEGER NOT NULL,
    old_path TEXT NOT NULL,
    new_path TEXT NOT NULL,
    kind TEXT NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    changed_before INTEGER NOT NULL,
    changed_after INTEGER NOT NULL,
    moved TEXT NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX file_relocation_dataset ON file_relocation (dataset_id, relocation_id);

CREATE TABLE hashed_file (
    path TEXT PRIMARY KEY,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    hash TEXT NOT NULL
) WITHOUT ROWID;
