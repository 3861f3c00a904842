-- Adds to each observation when its dataset was imported, so that what was so before is never announced

ALTER TABLE observation ADD COLUMN imported TEXT;

-- One dataset's history in the order it is shown.
DROP INDEX dataset_event_dataset;
CREATE INDEX dataset_event_dataset ON dataset_event (dataset_id, time);
