-- Adds pictures to the outbox, and creates montage: which datasets got the montage of their projections

ALTER TABLE outbox ADD COLUMN picture_file TEXT;
ALTER TABLE outbox ADD COLUMN picture_title TEXT;
ALTER TABLE outbox ADD COLUMN picture_state TEXT; -- as the message's own state; NULL for a message without a picture
ALTER TABLE outbox ADD COLUMN picture_attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN picture_tried TEXT;
ALTER TABLE outbox ADD COLUMN picture_next_try TEXT;
ALTER TABLE outbox ADD COLUMN picture_sent TEXT;
ALTER TABLE outbox ADD COLUMN picture_error TEXT;
ALTER TABLE outbox ADD COLUMN picture_may_be_repeat INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_picture ON outbox (picture_state);

CREATE TABLE montage (
    dataset_id INTEGER PRIMARY KEY, -- a number, not a reference
    state TEXT NOT NULL,
    tiles INTEGER NOT NULL, -- as many as the row told when it was written: more of them are another montage
    attempts INTEGER NOT NULL,
    tried TEXT NOT NULL,
    next_try TEXT,
    made TEXT,
    picture TEXT, -- relative to the dataset's folder
    last_error TEXT
);
