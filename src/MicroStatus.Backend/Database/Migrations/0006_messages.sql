-- Completes the outbox: what became of each message, and the threads of datasets
-- Messages that were due before anything was delivered are left out: nobody waits for them any more.

ALTER TABLE outbox ADD COLUMN code BLOB; -- names and paths in the text, UTF-8, separated by NUL
ALTER TABLE outbox ADD COLUMN broadcast INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN tried TEXT;
ALTER TABLE outbox ADD COLUMN next_try TEXT;
ALTER TABLE outbox ADD COLUMN sent TEXT;
ALTER TABLE outbox ADD COLUMN last_error TEXT;
ALTER TABLE outbox ADD COLUMN channel TEXT;
ALTER TABLE outbox ADD COLUMN timestamp TEXT;
ALTER TABLE outbox ADD COLUMN may_be_repeat INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_sent ON outbox (sent);

UPDATE outbox SET state = 'skipped' WHERE state = 'pending';

CREATE TABLE message_thread (
    dataset_id INTEGER PRIMARY KEY, -- a number, not a reference: a thread outlives its dataset's row
    message_key TEXT NOT NULL,
    channel TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    shown TEXT NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX message_thread_changes ON message_thread (changes);
