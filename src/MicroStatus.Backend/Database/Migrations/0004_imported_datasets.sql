-- Adds to each observation when its dataset was imported, so that what was so before is never announced

ALTER TABLE observation ADD COLUMN imported TEXT;
